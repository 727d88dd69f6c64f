// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product depends on nothing that only benchmarks need.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "leafwatch", path: "..")],
    targets: [
        .executableTarget(
            name: "EvaluatorBenchmarks",
            dependencies: [.product(name: "CloudWatch", package: "leafwatch")]),
        .executableTarget(
            name: "TuningBenchmarks",
            dependencies: [
                .product(name: "LeafwatchCore", package: "leafwatch"),
                .product(name: "Worlds", package: "leafwatch"),
            ]),
        .systemLibrary(name: "CInflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .executableTarget(name: "read", dependencies: ["CInflate"]),
        .executableTarget(
            name: "fleet",
            dependencies: [
                .product(name: "LeafwatchCore", package: "leafwatch"),
                .product(name: "Worlds", package: "leafwatch"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
