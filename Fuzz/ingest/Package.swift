// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets of the reader; see run.sh. A package of its own: its flags are allowed only in a root package.
let package = Package(
    name: "fuzz-ingest",
    dependencies: [.package(name: "leafwatch", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz-ingest", dependencies: [.product(name: "LeafwatchCore", package: "leafwatch")],
            swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])])
    ],
    swiftLanguageModes: [.v6]
)
