import Foundation

/// The shared config and credentials files, as the AWS tools read them.
public struct SharedConfig: Sendable {
    /// Sections of profiles by name; values of the credentials file win over those of the config file.
    public private(set) var profiles: [String: [String: String]] = [:]
    /// `[sso-session NAME]` sections.
    public private(set) var ssoSessions: [String: [String: String]] = [:]
    /// `[services NAME]` sections: service, then key.
    public private(set) var services: [String: [String: [String: String]]] = [:]

    /// Reads both files' text.
    public init(config: String = "", credentials: String = "") {
        for section in Self.sections(of: config) {
            let words = section.name.split(separator: " ", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            if section.name == "default" {
                profiles["default", default: [:]].merge(section.values) { $1 }
            } else if words.count == 2 {
                switch words[0] {
                case "profile": profiles[words[1], default: [:]].merge(section.values) { $1 }
                case "sso-session": ssoSessions[words[1], default: [:]].merge(section.values) { $1 }
                case "services": services[words[1], default: [:]].merge(section.nested) { $1 }
                default: break
                }
            }
        }
        for section in Self.sections(of: credentials) {
            profiles[section.name, default: [:]].merge(section.values) { $1 }
        }
    }

    /// Reads the files that the environment names, or those in the home folder; a file that is not there is empty.
    public init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        func text(_ variable: String, _ name: String) -> String {
            let path =
                environment[variable].map { $0.replacingPrefix("~", with: home) } ?? "\(home)/.aws/\(name)"
            return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        }
        self.init(
            config: text("AWS_CONFIG_FILE", "config"),
            credentials: text("AWS_SHARED_CREDENTIALS_FILE", "credentials"))
    }

    private struct Section {
        var name: String
        var values: [String: String] = [:]
        var nested: [String: [String: String]] = [:]
    }

    private static func sections(of text: String) -> [Section] {
        var sections: [Section] = []
        var outer: String?
        for raw in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            let line = raw.trimmingCharacters(in: .whitespaces)
            guard let first = line.first, first != "#", first != ";" else { continue }
            if first == "[" {
                guard let end = line.firstIndex(of: "]") else { continue }
                let name = line[line.index(after: line.startIndex)..<end]
                    .trimmingCharacters(in: .whitespaces).replacing("\"", with: "")
                sections.append(Section(name: name))
                outer = nil
                continue
            }
            guard !sections.isEmpty, let equals = line.firstIndex(of: "=") else { continue }
            let key = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            let last = sections.count - 1
            if raw.first?.isWhitespace == true, let outer {
                sections[last].nested[outer, default: [:]][key] = value
            } else if value.isEmpty {
                outer = key
            } else {
                outer = nil
                sections[last].values[key] = value
            }
        }
        return sections
    }
}

extension String {
    /// The text with `prefix` exchanged when it starts with it.
    func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
