// swift-tools-version: 6.2

import PackageDescription

// The adapter, a package of its own: the suite itself depends on no JWT library.
let package = Package(
    name: "swift-jwt-kit",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(path: "../common/swift/AdapterProtocol"),
    ],
    targets: [
        .executableTarget(
            name: "adapter",
            dependencies: [
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "AdapterProtocol", package: "AdapterProtocol"),
            ],
            path: ".",
            sources: ["JWTKitAdapter.swift"]
        )
    ]
)
