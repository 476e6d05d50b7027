// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that jwt-assay's links no database: tokens measured against sessions in SQLite, Redis and
// PostgreSQL, through the client libraries that services use.
let package = Package(
    name: "sessions",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "jwt-assay", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
        ),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        // Without pkg-config: SwiftPM warns of a flag that hiredis sets there.
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"]), .brew(["hiredis"])]),
        .executableTarget(
            name: "session-bench",
            dependencies: [
                "CSQLite", "CPostgreSQL", "CHiredis", .product(name: "BenchCommands", package: "jwt-assay"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(
            name: "SessionBenchTests",
            dependencies: ["session-bench", .product(name: "BenchCommands", package: "jwt-assay")]
        ),
    ]
)

// As in jwt-assay's package.
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
