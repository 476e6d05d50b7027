// swift-tools-version: 6.2

import PackageDescription

// What adapters in Swift share: a package of its own, without dependencies.
let package = Package(
    name: "AdapterProtocol",
    platforms: [.macOS(.v15)],
    products: [.library(name: "AdapterProtocol", targets: ["AdapterProtocol"])],
    targets: [.target(name: "AdapterProtocol", path: ".", sources: ["Protocol.swift"])]
)
