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
    func choosesMembers(_ names: [String], _ meant: [String]) throws {
        #expect(try Fleet(directory: directory).members(named: names).map(\.id) == meant)
    }

    @Test func refusesNamesThatMeanNobody() throws {
        let fleet = try Fleet(directory: directory)
        #expect(throws: FleetError.unknown("c-*", directory: directory)) { try fleet.members(named: ["all", "c-*"]) }
    }

    @Test func refusesAFolderWithoutAdapters() {
        let empty = directory + "/common"
        #expect(throws: FleetError.notFound(directory: empty)) { try Fleet(directory: empty) }
    }

    @Test func namesTheManifestThatIsNone() throws {
        try "{}".write(toFile: directory + "/a-two/adapter.json", atomically: false, encoding: .utf8)
        let error = #expect(throws: FleetError.self) { try Fleet(directory: directory) }
        #expect("\(try #require(error))".contains("a-two/adapter.json isn't a manifest"))
    }

    @Test(arguments: ["../a-one", "", "common", "missing"])
    func aNameIsThatOfAFolderWithAManifest(_ name: String) {
        #expect(throws: FleetError.unknown(name, directory: directory)) { try FleetMember(id: name, in: directory) }
    }

    @Test func startsTheAdapterFromItsFolder() throws {
        #expect(try FleetMember(id: "a-one", in: directory).runCommand == ["\(directory)/a-one/run", "-x"])
    }

    @Test func aToolThatIsThereNeedsNoPackage() throws {
        try
            #"{"name": "", "language": "C", "homepage": "", "roster": "core", "packages": ["p"], "tools": {"sh": "s", "no such tool": "t"}, "run": ["run"]}"#
            .write(toFile: directory + "/a-one/adapter.json", atomically: false, encoding: .utf8)
        #expect(try FleetMember(id: "a-one", in: directory).packages == ["t", "p"])
    }

    @Test func aFailedBuildStopsNoOther() async throws {
        let members = try Fleet(directory: directory).members(named: ["all"])
        let outcomes = await FleetWorkshop(directory: directory).build(members, jobs: 2)
        #expect(outcomes["a-one"] == .ready)
        #expect(outcomes["a-two"] == .ready)
        let failure = try #require(outcomes["b-three"]?.failure)
        #expect(failure.contains("status 3"))
        #expect(failure.contains("no compiler is here"))
    }

    @Test func endsABuildThatTakesTooLong() async throws {
        try add("c-slow", roster: "core", build: "#!/bin/sh\nsleep 60\n")
        let members = try Fleet(directory: directory).members(named: ["c-slow"])
        let outcomes = await FleetWorkshop(directory: directory).build(members, jobs: 1, seconds: 0.2)
        #expect(outcomes["c-slow"]?.failure?.contains("wasn't done") == true)
    }

    @Test func theSuitesOwnManifestsAreRead() throws {
        let fleet = try Fleet(directory: AdaptersLocation.sourceDirectory)
        for member in fleet.members {
            #expect(FileManager.default.isExecutableFile(atPath: member.runCommand[0]), "\(member.id)")
            #expect(
                member.buildCommand.map { FileManager.default.isExecutableFile(atPath: $0[0]) } != false,
                "\(member.id)"
            )
        }
    }
}
