import Foundation
import Testing

@testable import Fleet

/// The fleet is read from its folders, and a member that can't be made ready doesn't stop the others.
@Suite struct FleetTests {
    private let directory: String

    init() throws {
        let checkout = NSTemporaryDirectory() + "fleet-\(UUID().uuidString)"
        directory = checkout + "/scripts/adapters"
        try add("a-one", roster: "core")
        try add("a-two", roster: "extended", build: "#!/bin/sh\nexit 0\n")
        try add("b-three", roster: "core", build: "#!/bin/sh\necho no compiler is here >&2\nexit 3\n")
        try FileManager.default.createDirectory(atPath: directory + "/common", withIntermediateDirectories: true)
        // What is built stays in it.
        try "".write(toFile: checkout + "/Package.swift", atomically: false, encoding: .utf8)
    }

    private func add(_ name: String, roster: String, build: String? = nil) throws {
        let folder = "\(directory)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let builds = build == nil ? "" : #""build": ["build"], "#
        try
            #"{"name": "\#(name)", "language": "C", "homepage": "", "roster": "\#(roster)", "packages": [], \#(builds)"run": ["run", "-x"]}"#
            .write(toFile: folder + "/adapter.json", atomically: false, encoding: .utf8)
        if let build {
            try build.write(toFile: folder + "/build", atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/build")
        }
    }

    @Test(arguments: [
        ([], ["a-one", "b-three"]), (["all"], ["a-one", "a-two", "b-three"]), (["extended"], ["a-two"]),
        (["a-*"], ["a-one", "a-two"]), (["b-three", "a-one", "core"], ["a-one", "b-three"]),
    ])
    func `chooses members`(_ names: [String], _ meant: [String]) throws {
        #expect(try Fleet(directory: directory).members(named: names).map(\.id) == meant)
    }

    @Test func `rejects unknown names`() throws {
        let fleet = try Fleet(directory: directory)
        #expect(throws: FleetError.unknown("c-*", directory: directory)) { try fleet.members(named: ["all", "c-*"]) }
    }

    @Test func `rejects a folder without adapters`() {
        let empty = directory + "/common"
        #expect(throws: FleetError.notFound(directory: empty)) { try Fleet(directory: empty) }
    }

    @Test func `names an invalid manifest`() throws {
        try "{}".write(toFile: directory + "/a-two/adapter.json", atomically: false, encoding: .utf8)
        let error = #expect(throws: FleetError.self) { try Fleet(directory: directory) }
        #expect("\(try #require(error))".contains("a-two/adapter.json can't be read"))
    }

    @Test(arguments: ["../a-one", "", "common", "missing"])
    func `a name is that of a folder with a manifest`(_ name: String) {
        #expect(throws: FleetError.unknown(name, directory: directory)) { try FleetMember(id: name, in: directory) }
    }

    @Test func `starts the adapter from its folder`() throws {
        #expect(try FleetMember(id: "a-one", in: directory).runCommand == ["\(directory)/a-one/run", "-x"])
    }

    /// Writes the manifest of a-one with these members.
    private func describe(_ members: String, packages: String = "[]") throws {
        try #"{"name": "", "language": "C", "homepage": "", "roster": "core", "packages": \#(packages), \#(members)}"#
            .write(toFile: directory + "/a-one/adapter.json", atomically: false, encoding: .utf8)
    }

    private func addBuilder(_ scripts: String...) throws {
        let folder = directory + "/builders/stone"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for script in scripts { try "".write(toFile: "\(folder)/\(script)", atomically: false, encoding: .utf8) }
    }

    @Test func `a builder is called with the member's folder and the manifest's parameters`() throws {
        try addBuilder("build", "run")
        try describe(#""builder": ["stone", "-x", "y z"]"#)
        let member = try FleetMember(id: "a-one", in: directory)
        #expect(member.buildCommand == ["\(directory)/builders/stone/build", "\(directory)/a-one", "-x", "y z"])
        #expect(member.runCommand == ["\(directory)/builders/stone/run", "\(directory)/a-one", "-x", "y z"])
    }

    @Test func `a member's own command takes the place of its builder's`() throws {
        try addBuilder("build", "run")
        try describe(#""builder": ["stone"], "build": ["make", "all"], "run": ["go"]"#)
        let member = try FleetMember(id: "a-one", in: directory)
        #expect(member.buildCommand == ["\(directory)/a-one/make", "all"])
        #expect(member.runCommand == ["\(directory)/a-one/go"])
    }

    @Test func `with a builder that only starts adapters there is nothing to build`() async throws {
        try addBuilder("run")
        try describe(#""builder": ["stone"]"#)
        let member = try FleetMember(id: "a-one", in: directory)
        #expect(member.buildCommand == nil)
        #expect(await FleetWorkshop(directory: directory).build([member], jobs: 1) == ["a-one": .ready])
    }

    @Test(arguments: [
        (#""builder": ["sand"]"#, "no builder sand"), (#""builder": []"#, "at least one element"),
        (#""notes": []"#, "neither builder nor run"), (#""run": []"#, "at least one element"),
    ])
    func `a manifest that says no way to start is rejected`(_ members: String, _ reason: String) throws {
        try describe(members)
        let error = #expect(throws: FleetError.self) { try FleetMember(id: "a-one", in: directory) }
        #expect("\(try #require(error))".contains(reason))
    }

    @Test(arguments: ["--allow-unauthenticated", "-oDir::Etc=/tmp", "bash-", "Bash", "a b", ""])
    func `what apt-get could read as an option or a removal is not a package`(_ name: String) throws {
        let reason = "isn't the name of a Debian package"
        for manifest in [("[\"\(name)\"]", #""run": ["run"]"#), ("[]", #""run": ["run"], "tools": {"x": "\#(name)"}"#)]
        {
            try describe(manifest.1, packages: manifest.0)
            let error = #expect(throws: FleetError.self) { try FleetMember(id: "a-one", in: directory) }
            #expect("\(try #require(error))".contains(reason))
        }
    }

    @Test func `an installed tool needs no package`() throws {
        try
            #"{"name": "", "language": "C", "homepage": "", "roster": "core", "packages": ["pp"], "tools": {"sh": "ss", "no such tool": "tt"}, "run": ["run"]}"#
            .write(toFile: directory + "/a-one/adapter.json", atomically: false, encoding: .utf8)
        #expect(try FleetMember(id: "a-one", in: directory).packages == ["tt", "pp"])
    }

    @Test func `a failed build doesn't stop the others`() async throws {
        let members = try Fleet(directory: directory).members(named: ["all"])
        let outcomes = await FleetWorkshop(directory: directory).build(members, jobs: 2)
        #expect(outcomes["a-one"] == .ready)
        #expect(outcomes["a-two"] == .ready)
        let failure = try #require(outcomes["b-three"]?.failure)
        #expect(failure.contains("status 3"))
        #expect(failure.contains("no compiler is here"))
    }

    @Test func `ends a build that takes too long`() async throws {
        try add("c-slow", roster: "core", build: "#!/bin/sh\nsleep 60\n")
        let members = try Fleet(directory: directory).members(named: ["c-slow"])
        let outcomes = await FleetWorkshop(directory: directory).build(members, jobs: 1, seconds: 0.2)
        #expect(outcomes["c-slow"]?.failure?.contains("stopped after") == true)
    }

    @Test func `the suites own manifests are read`() throws {
        let fleet = try Fleet(directory: AdaptersLocation.sourceDirectory)
        for member in fleet.members {
            #expect(FileManager.default.isExecutableFile(atPath: member.runCommand[0]), "\(member.id)")
            #expect(
                member.buildCommand.map { FileManager.default.isExecutableFile(atPath: $0[0]) } != false,
                "\(member.id)"
            )
        }
    }

    /// What pip is given, by adapters and tools.
    private static let requirements: [String] = {
        let scripts = AdaptersLocation.sourceDirectory + "/.."
        return ["adapters", "tools"].flatMap { kind in
            let folders = (try? FileManager.default.contentsOfDirectory(atPath: "\(scripts)/\(kind)")) ?? []
            return folders.map { "\(scripts)/\(kind)/\($0)/requirements.txt" }
        }.filter { FileManager.default.fileExists(atPath: $0) } + ["\(scripts)/tools/pin-requirements.txt"]
    }()

    @Test(arguments: requirements)
    func `every package from PyPI has a version and a hash`(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8).replacing("\\\n", with: "")
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(
                try /[A-Za-z0-9._\[\]-]+==[^ ]+( ; [^-]*?)?( +--hash=sha256:[0-9a-f]{64})+/.wholeMatch(in: line) != nil
            )
        }
    }
}
