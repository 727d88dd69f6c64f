import Foundation
public import Ingest

/// Finds the file systems that alarms read: the only place where a file system's id meets a leaf's name.
public enum FileSystemNames {
    /// File systems that alarms' settings name.
    public static func named(by descriptions: [AlarmDescription]) -> Set<String> {
        var found: Set<String> = []
        for description in descriptions {
            let parts = description.json.components(separatedBy: "\"fs-").dropFirst()
            for part in parts { found.insert("fs-" + part.prefix { $0.isLetter || $0.isNumber }) }
        }
        return found
    }
}
