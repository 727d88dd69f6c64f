import Foundation

/// The system's words for an error number.
func systemMessage(_ error: Int32) -> String { String(cString: strerror(error)) }

/// A new version of one file, complete on disk beside the old one and waiting to take its place.
final class FileReplacement {
    private let file: PlannedFile
    private let directory: Int32
    private let name: String
    private let temporary: String
    private var isStaged = false

    /// Writes the new version to a temporary file in the same directory, with the old one's mode and owner, and syncs it.
    /// - Throws: ``FileWriteError`` when the file lies outside of `root` or is not as it was read.
    init(_ file: PlannedFile, within root: String) throws(FileWriteError) {
        self.file = file
        let (directoryPath, name) = try FileReplacement.locate(file, within: root)
        self.name = name
        temporary = ".\(name).leafwatch-\(getpid())"
        directory = open(directoryPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw file.error("open its directory") }
        try stage()
    }

    deinit {
        if isStaged { unlinkat(directory, temporary, 0) }
        if directory >= 0 { close(directory) }
    }

    /// Fails when the file is not as it was when it was read.
    func check() throws(FileWriteError) {
        guard let before = file.before else {
            var status = stat()
            guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0 else {
                throw FileWriteError(path: file.path, reason: .exists)
            }
            return
        }
        let descriptor = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw file.error("read it") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw file.error("read it") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileWriteError(path: file.path, reason: .notAFile)
        }
        guard Int(status.st_size) == before.count,
            try FileReplacement.read(descriptor, count: before.count, file) == before
        else { throw FileWriteError(path: file.path, reason: .changedSinceRead) }
    }

    /// Puts the new version in the old one's place, in one step.
    func commit() throws(FileWriteError) {
        guard renameat(directory, temporary, directory, name) == 0 else { throw file.error("replace it") }
        isStaged = false
        fsync(directory)
    }

    /// Keeps the old version as `NAME.bak`, or the next free `NAME.bak.N`.
    func backUp() throws(FileWriteError) {
        guard let before = file.before else { return }
        for number in 0..<1_000 {
            let backup = number == 0 ? "\(name).bak" : "\(name).bak.\(number)"
            let descriptor = openat(
                directory, backup, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { throw file.error("keep a backup") }
            defer { close(descriptor) }
            try fill(descriptor, with: before)
            return
        }
        throw FileWriteError(path: file.path, reason: .system(step: "keep a backup", error: EEXIST))
    }

    /// Brings the old version back after ``commit()``.
    func revert() throws(FileWriteError) {
        guard let before = file.before else {
            unlinkat(directory, name, 0)
            return
        }
        let back = PlannedFile(path: file.path, before: file.after, after: before)
        let descriptor = openat(
            directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileWriteError(path: file.path, reason: .leftChanged) }
        isStaged = true
        defer { close(descriptor) }
        try fill(descriptor, with: back.after)
        try commit()
    }

    // MARK: - Steps

    private func stage() throws(FileWriteError) {
        try check()
        // A leftover of a process that died with our number is ours to replace.
        unlinkat(directory, temporary, 0)
        let descriptor = openat(
            directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw file.error("create a file beside it") }
        isStaged = true
        defer { close(descriptor) }
        try fill(descriptor, with: file.after)
    }

    /// Writes bytes with the mode and owner of the file that is replaced, and syncs them.
    private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(FileWriteError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw file.error("write it") }
            written += count
        }
        var status = stat()
        if fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            var own = stat()
            guard fstat(descriptor, &own) == 0 else { throw file.error("write it") }
            if own.st_uid != status.st_uid || own.st_gid != status.st_gid,
                fchown(descriptor, status.st_uid, status.st_gid) != 0
            {
                throw FileWriteError(path: file.path, reason: .owner(error: errno))
            }
            guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw file.error("keep its mode") }
        } else {
            let mask = umask(0)
            umask(mask)
            guard fchmod(descriptor, 0o666 & ~mask) == 0 else { throw file.error("set its mode") }
        }
        guard fsync(descriptor) == 0 else { throw file.error("write it to the disk") }
    }

    /// The real directory and name of a file, which must lie within the real `root`.
    private static func locate(
        _ file: PlannedFile, within root: String
    ) throws(FileWriteError) -> (directory: String, name: String) {
        guard let rootPath = resolved(root) else {
            throw FileWriteError(path: root, reason: .system(step: "find it", error: errno))
        }
        let path: String
        if file.before != nil {
            guard let real = resolved(file.path) else { throw file.error("find it") }
            path = real
        } else {
            let url = URL(filePath: file.path)
            guard let parent = resolved(url.deletingLastPathComponent().path(percentEncoded: false)) else {
                throw file.error("find its directory")
            }
            path = parent + "/" + url.lastPathComponent
        }
        guard path.hasPrefix(rootPath == "/" ? "/" : rootPath + "/") else {
            throw FileWriteError(path: file.path, reason: .outside(directory: root))
        }
        let url = URL(filePath: path)
        return (url.deletingLastPathComponent().path(percentEncoded: false), url.lastPathComponent)
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func read(
        _ descriptor: Int32, count: Int, _ file: PlannedFile
    ) throws(FileWriteError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var at = 0
        while at < count {
            let got = bytes[at...].withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress, $0.count)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw file.error("read it") }
            at += got
        }
        return bytes
    }
}

extension PlannedFile {
    /// An error of the system in a step, with its number.
    fileprivate func error(_ step: String) -> FileWriteError {
        FileWriteError(path: path, reason: .system(step: step, error: errno))
    }
}

/// Writes planned files, all or none.
public enum FileWriter {
    /// Writes the stale ones among `files`.
    ///
    /// Each new version is written beside the old one, synced, and renamed over it; mode and owner are kept. All are
    /// complete on disk before the first takes its place, and if one then fails, those before it are brought back.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - root: the directory they must lie in, links followed.
    ///   - backup: whether to keep old versions as `NAME.bak`.
    /// - Throws: ``FileWriteError``: a file changed since it was read, lies elsewhere, or cannot be written.
    public static func write(
        _ files: [PlannedFile], within root: String, backup: Bool = false
    ) throws(FileWriteError) {
        try write([(root, files)], backup: backup)
    }

    /// Writes the stale ones among files of several directories, all or none.
    ///
    /// - Parameters:
    ///   - groups: directories, each with the files that must lie in it, links followed.
    ///   - backup: whether to keep old versions as `NAME.bak`.
    /// - Throws: ``FileWriteError``: a file changed since it was read, lies elsewhere, or cannot be written.
    public static func write(
        _ groups: [(root: String, files: [PlannedFile])], backup: Bool = false
    ) throws(FileWriteError) {
        var replacements: [FileReplacement] = []
        for group in groups {
            for file in group.files where file.isStale {
                replacements.append(try FileReplacement(file, within: group.root))
            }
        }
        if backup { for replacement in replacements { try replacement.backUp() } }
        for replacement in replacements { try replacement.check() }
        for (index, replacement) in replacements.enumerated() {
            do {
                try replacement.commit()
            } catch {
                for done in replacements[..<index].reversed() { try done.revert() }
                throw error
            }
        }
    }
}
