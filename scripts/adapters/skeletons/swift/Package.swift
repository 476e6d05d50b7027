// swift-tools-version: 6.2

import Foundation
import PackageDescription

// What adapters share is beside this, or in their common folder.
let places = ["AdapterProtocol", "../common/swift/AdapterProtocol", "../../common/swift/AdapterProtocol"]
let common = places.first { FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\($0)/Package.swift") }

let package = Package(
    name: "my-adapter",
    platforms: [.macOS(.v15)],
    dependencies: [
        // TODO: your library.
        .package(path: common ?? places[0])
    ],
    targets: [
        .executableTarget(
            name: "adapter",
            // TODO: the product of your library.
            dependencies: [.product(name: "AdapterProtocol", package: "AdapterProtocol")],
            path: ".",
            sources: ["MyAdapter.swift"]
        )
    ]
)
