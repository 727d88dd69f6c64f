// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets of the reader; see run.sh. A package of its own: its flags are allowed only in a root package.
let sanitizers = Context.environment["SANITIZERS"] ?? "fuzzer,address"

let package = Package(
    name: "fuzz-ingest",
    dependencies: [.package(name: "leafwatch", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz-ingest", dependencies: [.product(name: "LeafwatchIngest", package: "leafwatch")],
            swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=\(sanitizers)"])],
            linkerSettings: [.unsafeFlags(["-sanitize=\(sanitizers)"])])
    ],
    swiftLanguageModes: [.v6]
)
