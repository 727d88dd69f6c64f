import ArgumentParser

/// Where the history comes from: files and folders, or an archive.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files and folders that the stack left behind; `-` is standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("Read this embedded history instead of paths.", valueName: "file"))
    var archive: String?

    @Option(
        help: ArgumentHelp(
            "The query file that names the ids of metric exports (default: queries.json beside them).",
            valueName: "file"))
    var queries: String?

    @Flag(help: "Treat anything that cannot be read as an error.")
    var strict = false

    mutating func validate() throws {
        if archive != nil, !paths.isEmpty {
            throw ValidationError("give either paths or --archive, not both")
        }
        if archive == nil, paths.isEmpty { throw ValidationError("give paths to read, or --archive FILE") }
    }
}
