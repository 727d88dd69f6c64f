import Foundation
import LeafStack
import Reporting

/// One leaf of a fleet, or why its file cannot be used.
struct FleetLeaf: Sendable {
    /// The file, inside the folder that was given.
    var file: String
    /// Its bytes.
    var bytes: [UInt8]
    /// The container id that the file's name gives.
    var containerID: String
    /// What the file says; `nil` when it cannot be read at all.
    var configuration: LeafConfiguration?
    /// The leaf; `nil` when a needed setting has no usable value.
    var leaf: Leaf?
    /// Why there is no leaf.
    var failure: String?

    /// The largest leaf file that is read.
    private static let limit = 4 << 20

    /// Reads all leaf files under paths: folders are walked for `.yaml` and `.yml`, in the order of their names.
    ///
    /// - Throws: ``CommandFailure`` for a path that is not there, or when no leaf file is.
    static func all(in paths: [String]) throws -> [FleetLeaf] {
        var leaves: [FleetLeaf] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandFailure(.noInput, "\(path): no such file or folder")
            }
            if isFolder.boolValue {
                for file in try files(in: path) {
                    leaves.append(FleetLeaf(file: file, path: path + "/" + file))
                }
            } else {
                let name = URL(fileURLWithPath: path).lastPathComponent
                leaves.append(FleetLeaf(file: name, path: path))
            }
        }
        guard !leaves.isEmpty else {
            throw CommandFailure(
                .noInput, "\(paths.joined(separator: ", ")): no leaf files there",
                hint: "leaf files end in .yaml or .yml")
        }
        return unique(leaves.sorted { ($0.containerID, $0.file) < ($1.containerID, $1.file) })
    }

    private static func files(in folder: String) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw CommandFailure(.inputOutput, "\(folder): the folder cannot be listed")
        }
        return walk.compactMap { $0 as? String }.filter { file in
            let isHidden = file.split(separator: "/").contains { $0.hasPrefix(".") }
            return !isHidden && (file.hasSuffix(".yaml") || file.hasSuffix(".yml"))
        }.sorted()
    }

    /// Two files of one id would be one stack; the second is told to be wrong.
    private static func unique(_ leaves: [FleetLeaf]) -> [FleetLeaf] {
        var seen: [String: String] = [:]
        return leaves.map { leaf in
            guard let first = seen[leaf.containerID] else {
                seen[leaf.containerID] = leaf.file
                return leaf
            }
            var twin = leaf
            twin.leaf = nil
            twin.failure = "the leaf '\(leaf.containerID)' is already that of \(first)"
            return twin
        }
    }

    private init(file: String, path: String) {
        self.file = file
        bytes = []
        containerID = LeafConfiguration.containerID(ofFile: file)
        do {
            bytes = Array(try CommandFile.contents(of: path, limit: Self.limit))
            let configuration = try LeafConfiguration(reading: bytes, file: file)
            self.configuration = configuration
            leaf = try configuration.leaf()
        } catch let error as LeafFileError {
            failure = error.description
        } catch {
            // The path differs from machine to machine, so it is no part of the result.
            failure = "\(error)".replacingOccurrences(of: path, with: file)
        }
    }
}
