import Dispatch
import Foundation
import TimeSeries

/// Credentials from a program that the profile names.
enum CredentialProcess {
    /// Runs the program without a shell and reads the JSON that it prints.
    static func run(
        _ command: String, profile: String, environment: [String: String]
    ) async throws -> Credentials {
        let words = words(of: command)
        guard let program = words.first else {
            throw CredentialError.badProfile(profile, reason: "credential_process is empty")
        }
        let (status, output) = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<(Int32, Data), any Error>) in
            DispatchQueue.global().async {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                process.arguments = [program] + words.dropFirst()
                process.environment = environment
                process.standardInput = FileHandle.nullDevice
                let pipe = Pipe()
                process.standardOutput = pipe
                do {
                    try process.run()
                    let output = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(returning: (process.terminationStatus, output))
                } catch {
                    continuation.resume(
                        throwing: CredentialError.failed(
                            provider: "credential_process", reason: "\(program) cannot be run"))
                }
            }
        }
        guard status == 0 else {
            throw CredentialError.failed(
                provider: "credential_process", reason: "\(program) ended with status \(status)")
        }
        guard let json = try? JSONValue([UInt8](output)), json["Version"]?.number == 1,
            let id = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string
        else {
            throw CredentialError.failed(
                provider: "credential_process", reason: "\(program) printed no credentials of version 1")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: json["SessionToken"]?.string,
            expiration: json["Expiration"]?.string.flatMap { Instant(iso8601: $0) })
    }

    /// Splits a command as a shell would, with quotes and backslashes, without anything else of a shell.
    static func words(of command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = command.makeIterator()
        while let character = characters.next() {
            if character == "\\", quote != "'" {
                word = (word ?? "") + (characters.next().map(String.init) ?? "")
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let complete = word { words.append(complete) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words
    }
}
