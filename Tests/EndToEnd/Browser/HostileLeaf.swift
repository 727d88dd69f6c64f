import Foundation
import Worlds

/// A leaf whose every name tries to become markup: file names, DNS names, players, image, crash reasons.
enum HostileLeaf {
    /// Stands in file names and host names; no slash, so that it can.
    static let name = "<img src=x onerror=alert(1)>"
    /// Stands where any text may.
    static let text = "</script><script>alert(2)</script>"

    /// Writes the leaf's files into a folder.
    ///
    /// - Returns: path of the leaf file.
    static func write(to scratch: ScratchFolder) throws -> String {
        guard let sample = CommittedSamples.all().first(where: { $0.name == "valheim" })?.folder else {
            throw CocoaError(.fileNoSuchFile)
        }
        var parameters = sample.world.parameters
        parameters.containerID = name
        let folder = SampleFolder(
            world: World(parameters),
            style: SampleStyle(packings: [.plain], withStartLog: false),
            leafText: sample.leafText?.replacingOccurrences(of: ":latest", with: ":\(name)"))
        for file in folder.files() where file.path != "truth.json" {
            var content = String(decoding: file.bytes, as: UTF8.self)
            for harmless in ["Sif the Red", "Ragna", "Essential container in task exited"] {
                content = content.replacingOccurrences(of: harmless, with: text)
            }
            try scratch.write(Array(content.utf8), to: "in/\(file.path)")
        }
        return scratch.url.appendingPathComponent("in/\(folder.leafFileName)").path
    }
}
