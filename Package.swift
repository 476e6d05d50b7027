// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "jwt-assay",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "JWTConformance", targets: ["JWTConformance"]),
        .library(name: "JWTReports", targets: ["JWTReports"]),
        .library(name: "JWTAdapters", targets: ["JWTAdapters"]),
        .library(name: "ReferenceJOSE", targets: ["ReferenceJOSE"]),
        .executable(name: "jwt-assay", targets: ["jwt-assay"]),
        .executable(name: "jwt-bench", targets: ["jwt-bench"]),
        // For Benchmarks/sessions, which is a package of its own so that this one links no database.
        .library(name: "BenchCommands", targets: ["BenchCommands", "JWTWorkloads"]),
        .executable(name: "vector-forge", targets: ["vector-forge"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // The two C libraries. Only CryptoPrimitives and StrictJSON import them.
        .systemLibrary(
            name: "CLibCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .systemLibrary(
            name: "CJansson",
            pkgConfig: "jansson",
            providers: [.apt(["libjansson-dev"]), .brew(["jansson"])]
        ),

        // The reference implementation, upon the table of algorithms, which the harness goes by too.
        .target(name: "JOSEAlgorithms"),
        .target(name: "CryptoPrimitives", dependencies: ["CLibCrypto", "JOSEAlgorithms"]),
        .target(name: "StrictJSON", dependencies: ["CJansson"]),
        .target(
            name: "ReferenceJOSE",
            dependencies: ["CryptoPrimitives", "StrictJSON"],
            exclude: ["Quick/README.md"]
        ),
        // How checks are missing or go wrong: for the proof, and for nothing else.
        .target(name: "ReferenceFaults", dependencies: ["CryptoPrimitives", "StrictJSON", "ReferenceJOSE"]),

        // The harness: no crypto, no process.
        .target(
            name: "JWTConformance",
            dependencies: ["JOSEAlgorithms"],
            // The digests of the corpus that comes with it; vector-forge writes them.
            resources: [.embedInCode("Corpus/shipped.sha256")]
        ),
        .target(
            name: "JWTAdapters",
            dependencies: [
                "JWTConformance", "ReferenceJOSE", "StrictJSON",
                .product(name: "Subprocess", package: "swift-subprocess"),
                // The type of a path in swift-subprocess's API.
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        // What the reports of both programs are made with.
        .target(
            name: "ReportKit",
            dependencies: ["JWTConformance", .product(name: "Mustache", package: "swift-mustache")]
        ),
        .target(
            name: "Fleet",
            dependencies: [
                "JWTConformance", "JWTAdapters",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "Doctor",
            dependencies: [
                "JWTConformance", "JWTAdapters", .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .target(
            name: "JWTReports",
            dependencies: ["JWTConformance", "ReportKit"],
            // In the program itself: a bundle would be looked for in the build folder.
            resources: [
                .embedInCode("HTML/page.mustache"), .embedInCode("HTML/matrix.mustache"),
                .embedInCode("HTML/site.mustache"), .embedInCode("HTML/keys.mustache"),
                .embedInCode("HTML/page.css"),
                .embedInCode("HTML/Script/data.js"), .embedInCode("HTML/Script/octets.js"),
                .embedInCode("HTML/Script/elements.js"), .embedInCode("HTML/Script/addresses.js"),
                .embedInCode("HTML/Script/filters.js"), .embedInCode("HTML/Script/token.js"),
                .embedInCode("HTML/Script/answers.js"), .embedInCode("HTML/Script/vector.js"),
                .embedInCode("HTML/Script/implementation.js"), .embedInCode("HTML/Script/list.js"),
                .embedInCode("HTML/Script/attack.js"), .embedInCode("HTML/Script/sequence.js"),
                .embedInCode("HTML/Script/matrix.js"), .embedInCode("HTML/Script/form.js"),
                .embedInCode("HTML/Script/pages.js"), .embedInCode("HTML/Script/keyboard.js"),
                .embedInCode("HTML/Script/start.js"),
            ]
        ),
        .target(
            name: "VectorForge",
            dependencies: [
                "CryptoPrimitives", "ReferenceJOSE", "JWTConformance", "JWTAdapters", "ReferenceFaults",
            ],
            resources: [.embedInCode("Hunted/finds.json")]
        ),

        // The search for what no vector shows yet.
        .target(
            name: "Hunt",
            dependencies: [
                "CryptoPrimitives", "ReferenceJOSE", "ReferenceFaults", "JWTConformance", "JWTAdapters", "VectorForge",
                "Statistics",
            ]
        ),

        // The measurement.
        .target(
            name: "Statistics",
            dependencies: [.product(name: "Histogram", package: "hdrhistogram-swift")]
        ),
        .target(
            name: "JWTWorkloads",
            dependencies: [
                "CryptoPrimitives", "StrictJSON", "ReferenceJOSE", "JWTConformance", "JWTAdapters", "ReportKit",
                "Statistics",
            ],
            path: "Benchmarks/JWTWorkloads"
        ),

        // The command lines, thin, and what they share: the terminal, files, signals and exit codes.
        .target(
            name: "CommandLineKit",
            dependencies: [
                "JWTConformance", "JWTAdapters", "ReportKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .executableTarget(
            name: "jwt-assay",
            dependencies: [
                "JWTConformance", "JWTAdapters", "Fleet", "Doctor", "JWTReports", "VectorForge", "Hunt",
                "CommandLineKit", "ReportKit", "ReferenceJOSE", "Statistics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "vector-forge",
            dependencies: [
                "VectorForge", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "jwt-bench", dependencies: ["BenchCommands"], path: "Benchmarks/jwt-bench/Program"),
        .target(
            name: "BenchCommands",
            dependencies: [
                "JWTConformance", "JWTAdapters", "Fleet", "JWTWorkloads", "Statistics", "CommandLineKit",
                "ReportKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/jwt-bench",
            exclude: ["Program"]
        ),

        .testTarget(name: "CryptoPrimitivesTests", dependencies: ["CryptoPrimitives"]),
        .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"]),
        .testTarget(
            name: "ReferenceJOSETests",
            dependencies: [
                "CryptoPrimitives", "StrictJSON", "ReferenceJOSE", "JWTAdapters", "JWTConformance",
            ],
            exclude: ["Data"]
        ),
        .testTarget(
            name: "ReferenceFaultsTests",
            dependencies: [
                "ReferenceFaults", "ReferenceJOSE", "CryptoPrimitives", "StrictJSON", "JWTAdapters", "JWTConformance",
                "VectorForge",
            ]
        ),
        .testTarget(name: "JWTConformanceTests", dependencies: ["JWTConformance"]),
        .testTarget(
            name: "JWTAdaptersTests",
            dependencies: ["JWTAdapters", "JWTConformance"],
            exclude: ["Programs"]
        ),
        .testTarget(name: "FleetTests", dependencies: ["Fleet", "JWTAdapters", "JWTConformance"]),
        .testTarget(
            name: "DoctorTests",
            dependencies: ["Doctor", "JWTAdapters", "JWTConformance"],
            exclude: ["Programs"]
        ),
        .testTarget(name: "JWTReportsTests", dependencies: ["JWTReports", "JWTConformance", "ReportKit"]),
        .testTarget(
            name: "VectorForgeTests",
            dependencies: [
                "VectorForge", "CryptoPrimitives", "JWTAdapters", "JWTConformance", "ReferenceJOSE",
                "ReferenceFaults",
            ],
            exclude: ["known-holes.json"]
        ),
        .testTarget(
            name: "HuntTests",
            dependencies: [
                "Hunt", "JOSEAlgorithms", "JWTConformance", "JWTAdapters", "ReferenceJOSE", "ReferenceFaults",
                "VectorForge",
            ]
        ),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
        .testTarget(
            name: "JWTWorkloadsTests",
            dependencies: [
                "JWTWorkloads", "Statistics", "CryptoPrimitives", "JWTConformance", "ReferenceJOSE",
                "ReportKit",
            ],
            exclude: ["Programs"]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "jwt-assay", "jwt-bench", "vector-forge", "Doctor", "JWTAdapters", "JWTConformance", "JWTWorkloads",
                "CommandLineKit", "BenchCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Programs"]
        ),
        .testTarget(
            name: "ConformanceSuiteTests",
            dependencies: ["JWTConformance", "JWTAdapters", "JWTReports"]
        ),
    ]
)

// One set of rules for every target of ours.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
    ]
}
