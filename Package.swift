// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: honest imports, no warnings.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// One layer of the product; `uses` lists exactly the layers it may import (checked by `make arrows`).
func layer(_ name: String, uses: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: uses, resources: resources, swiftSettings: swiftSettings)
}

/// The tests of one layer, in a folder that mirrors its sources.
func tests(of name: String, uses: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + uses, exclude: exclude,
        swiftSettings: swiftSettings)
}

let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "leafwatch",
    products: [
        .executable(name: "leafwatch", targets: ["leafwatch"]),
        .library(name: "CloudWatch", targets: ["TimeSeries", "CloudWatch"]),
        .library(name: "LeafwatchIngest", targets: ["TimeSeries", "Ingest"]),
        .library(name: "LeafwatchCore", targets: ["Ingest", "Archive", "LeafStack", "Replay", "Tuning"]),
        .library(name: "Worlds", targets: ["Worlds", "_WorldHistories"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System libraries, each used by one module.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CCurl"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),

        // The layers, top of the arrow first.
        layer("TimeSeries"),
        layer("CloudWatch", uses: ["TimeSeries"]),
        layer(
            "Ingest",
            uses: [
                "TimeSeries", "CZlib", "CDeflate", "CSimdJSON",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]),
        layer(
            "Archive",
            uses: [
                "TimeSeries", "Ingest", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        layer("AWSClient", uses: ["TimeSeries", "CCurl"]),
        layer("LeafStack", uses: ["TimeSeries", "CloudWatch", "Ingest", "Archive", "Yams"]),
        layer("Replay", uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack"]),
        layer("RuleTests", uses: ["TimeSeries", "CloudWatch", "LeafStack", "Replay", "Yams"]),
        layer("Cost", uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay"]),
        layer("Tuning", uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay"]),
        layer("Templates", uses: ["TimeSeries", "CloudWatch", "LeafStack", "Yams", "CCrypto"]),
        layer(
            "Reporting",
            uses: [
                "TimeSeries", "CloudWatch", "Ingest", "Archive", "LeafStack", "Replay", "RuleTests", "Cost",
                "Tuning", "Templates",
            ],
            resources: [
                .embedInCode("HTML/Assets/report.css"), .embedInCode("HTML/Assets/report.js"),
            ]),
        .executableTarget(
            name: "leafwatch",
            dependencies: [
                "TimeSeries", "CloudWatch", "Ingest", "Archive", "AWSClient", "LeafStack",
                "Replay", "RuleTests", "Cost", "Tuning", "Templates", "Reporting", "CMalloc", "Yams",
                argumentParser,
            ],
            swiftSettings: swiftSettings),

        // Invented worlds with known truth: the samples, the property tests and the benchmarks.
        layer("Worlds", uses: ["TimeSeries", "CloudWatch", "CZlib"]),
        // The same worlds as histories, without files: for tests and benchmarks only.
        layer("_WorldHistories", uses: ["TimeSeries", "Ingest", "LeafStack", "Worlds"]),
        .executableTarget(
            name: "make-samples", dependencies: ["Worlds", argumentParser],
            swiftSettings: swiftSettings),

        // Servers in Python that stand for an account.
        .target(
            name: "TestServers", path: "Tests/Servers", exclude: ["fake_aws.py", "moto_leaf.py"],
            swiftSettings: swiftSettings),

        tests(of: "TimeSeries"),
        tests(of: "CloudWatch", uses: ["TimeSeries"]),
        tests(
            of: "Ingest", uses: ["TimeSeries", "Worlds", "CSimdJSON"],
            exclude: ["Fixtures", "make_fixtures.py"]),
        tests(of: "Archive", uses: ["TimeSeries", "Ingest", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "AWSClient", uses: ["TimeSeries", "TestServers"]),
        tests(of: "LeafStack", uses: ["TimeSeries", "CloudWatch", "Ingest", "Archive"]),
        tests(
            of: "Replay",
            uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Worlds", "_WorldHistories"]),
        tests(of: "RuleTests", uses: ["CloudWatch", "LeafStack"]),
        tests(
            of: "Cost",
            uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay", "Worlds", "_WorldHistories"]),
        tests(
            of: "Tuning",
            uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay", "Worlds", "_WorldHistories"]),
        tests(
            of: "Templates", uses: ["TimeSeries", "CloudWatch", "LeafStack"],
            exclude: ["Fixtures", "Support/accept_on_moto.py"]),
        tests(
            of: "Reporting",
            uses: [
                "TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay", "Cost", "Tuning", "Worlds",
                "_WorldHistories",
            ]),
        tests(
            of: "Worlds",
            uses: ["TimeSeries", "CloudWatch", "Ingest", "LeafStack", "Replay", "_WorldHistories"]),
        .testTarget(
            name: "PullTests",
            dependencies: [
                "leafwatch", "TimeSeries", "Ingest", "Archive", "AWSClient", "LeafStack", "TestServers",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "leafwatch", "make-samples", "Worlds", "TimeSeries", "Replay", "Reporting", "Templates",
                "CZlib",
            ],
            exclude: ["Support", "Golden", "Formats/Golden"],
            swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// `make docs` needs the plugin; ordinary builds do not fetch it.
if Context.environment["LEAFWATCH_DOCS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
