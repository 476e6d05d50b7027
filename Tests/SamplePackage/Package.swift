// swift-tools-version: 6.2

import PackageDescription

// A package of its own: what the author of a JWT library writes to check it against the corpus.
let package = Package(
    name: "TokenGate",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Yours says .package(url: "https://…/jwt-assay", from: "0.2.0").
        .package(name: "jwt-assay", path: "../..")
    ],
    targets: [
        // The library under test. Yours has a JWT implementation here; this one borrows the suite's own.
        .target(name: "TokenGate", dependencies: [.product(name: "ReferenceJOSE", package: "jwt-assay")]),
        .testTarget(
            name: "TokenGateTests",
            dependencies: [
                "TokenGate",
                .product(name: "JWTConformance", package: "jwt-assay"),
                // Only for reports.
                .product(name: "JWTReports", package: "jwt-assay"),
            ],
            exclude: ["known-deviations.json"]
        ),
    ]
)
