import Foundation
import Testing

@testable import Fleet

/// What is built for adapters lies where their scripts look for it.
@Suite struct EnvironmentsLocationTests {
    private let root = NSTemporaryDirectory() + "environments-\(UUID().uuidString)"
    private var adapters: String { root + "/scripts/adapters" }

    init() throws {
        try FileManager.default.createDirectory(atPath: adapters + "/c-one", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: adapters + "/common",
            withDestinationPath: AdaptersLocation.sourceDirectory + "/common"
        )
    }

    /// What the scripts' own rule says.
    private func scripts(_ variables: [String: String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-euc", #"here=$1; . "$here/../common/environments.sh"; echo "$environments""#, "sh"]
        process.arguments?.append(adapters + "/c-one")
        process.environment = variables
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
    }

    private func expect(_ path: String, given variables: [String: String] = [:]) throws {
        let found = EnvironmentsLocation.directory(adapters: adapters, variables: variables)
        #expect(URL(fileURLWithPath: found).standardized.path == path)
        #expect(URL(fileURLWithPath: try scripts(variables)).standardized.path == path)
    }

    @Test func `in a checkout it is next to the manifest`() throws {
        try "".write(toFile: root + "/Package.swift", atomically: false, encoding: .utf8)
        try expect(root + "/.environments", given: ["HOME": "/home/a"])
    }

    @Test func `elsewhere it is in the users data`() throws {
        try expect("/home/a/.local/share/jwt-assay/environments", given: ["HOME": "/home/a"])
        try expect("/home/a/.local/share/jwt-assay/environments", given: ["HOME": "/home/a", "XDG_DATA_HOME": ""])
        try expect("/data/jwt-assay/environments", given: ["HOME": "/home/a", "XDG_DATA_HOME": "/data"])
    }

    @Test func `the environment variable comes first`() throws {
        try "".write(toFile: root + "/Package.swift", atomically: false, encoding: .utf8)
        try expect("/mine", given: ["HOME": "/home/a", "JWT_ASSAY_ENVIRONMENTS": "/mine"])
    }

    /// Root may write everywhere.
    @Test(.enabled(if: getuid() != 0)) func `a checkout that is read only is left alone`() throws {
        try "".write(toFile: root + "/Package.swift", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: root)
        try expect("/home/a/.local/share/jwt-assay/environments", given: ["HOME": "/home/a"])
    }

    @Test func `every adapter uses the rule`() throws {
        for member in try Fleet(directory: AdaptersLocation.sourceDirectory).members {
            for script in [member.runCommand, member.buildCommand ?? []].compactMap(\.first) {
                let text = try String(contentsOfFile: script, encoding: .utf8)
                #expect(!text.contains("/.environments"), "\(script) has to source common/environments.sh")
            }
        }
    }
}
