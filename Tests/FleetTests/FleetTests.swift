import Foundation
import JWTConformance
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

    // MARK: Releases

    private func addReleases() throws {
        try describe(#""suites": ["sid", "trixie"], "run": ["run", "-x"], "build": ["make"]"#)
        try add("a-one@old", roster: "core")
        for name in ["baseline.json", "baseline@trixie.json"] {
            try "".write(toFile: "\(directory)/a-one/\(name)", atomically: false, encoding: .utf8)
        }
    }

    @Test(arguments: [
        ("a-one", ["--suite", "sid"]), ("a-one@trixie", ["--suite", "trixie", "--release", "trixie"]),
        ("a-one@old", []),
    ])
    func `a release of a suite is built and started with the suite's name`(_ id: String, _ options: [String]) throws {
        try addReleases()
        let member = try FleetMember(id: id, in: directory)
        let folder = "\(directory)/\(id == "a-one@old" ? id : "a-one")"
        #expect(member.runCommand == ["\(folder)/run"] + options + ["-x"])
        #expect(member.buildCommand == (id == "a-one@old" ? nil : ["\(folder)/make"] + options))
    }

    @Test func `a release that a member lacks is named with those it has`() throws {
        try addReleases()
        let error = #expect(throws: FleetError.self) { try FleetMember(id: "a-one@1.2.3", in: directory) }
        #expect("\(try #require(error))" == "a-one has no release 1.2.3; choose from sid, trixie, old")
    }

    @Test(arguments: [
        (["all"], ["a-one", "a-two", "b-three"]), (["*@*"], ["a-one@old", "a-one@trixie"]), (["*@old"], ["a-one@old"]),
        (["a-one@trixie", "a-one"], ["a-one", "a-one@trixie"]), (["a-*"], ["a-one", "a-two"]),
    ])
    func `an older release is meant only where its name says so`(_ names: [String], _ meant: [String]) throws {
        try addReleases()
        #expect(try Fleet(directory: directory).members(named: names).map(\.id) == meant)
    }

    @Test func `a member that nobody has run is asked by its name`() throws {
        try describe(#""untried": true, "run": ["run"]"#)
        let fleet = try Fleet(directory: directory)
        #expect(try fleet.members(named: ["all"]).map(\.id) == ["a-two", "b-three"])
        #expect(try fleet.members(named: ["untried"]).map(\.id) == ["a-one"])
        #expect(try fleet.members(named: ["a-one"]).map(\.id) == ["a-one"])
    }

    @Test func `any version is a release of a library on PyPI`() throws {
        let folder = directory + "/builders/python"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "".write(toFile: folder + "/run", atomically: false, encoding: .utf8)
        try describe(#""source": "pypi:One", "builder": ["python", "3.12"]"#)
        let member = try FleetMember(id: "a-one@2.9.0", in: directory)
        #expect(member.runCommand == ["\(folder)/run", "\(directory)/a-one", "--release", "2.9.0", "3.12"])
        #expect(member.ownBaseline == "\(directory)/a-one/baseline@2.9.0.json")
        #expect(throws: FleetError.self) { try FleetMember(id: "a-one@../x", in: directory) }
    }

    @Test(arguments: [
        ("a-one", "baseline.json"), ("a-one@trixie", "baseline@trixie.json"), ("a-one@sid", "baseline.json"),
    ])
    func `a release has its own baseline, or the nearest`(_ id: String, _ name: String) throws {
        try addReleases()
        #expect(try FleetMember(id: id, in: directory).baseline == "\(directory)/a-one/\(name)")
    }

    @Test(arguments: ["One", "gems:one", "pypi:", "pypi:-r", "pypi:a b", "npm:--global"])
    func `a source is a registry and a name that its client can't take for an option`(_ source: String) throws {
        try describe(#""source": "\#(source)", "run": ["run"]"#)
        #expect(throws: FleetError.self) { try FleetMember(id: "a-one", in: directory) }
    }

    @Test(arguments: ["Sid", "../sid", "-o", "sid main", ""])
    func `what can't be the name of a suite is rejected`(_ suite: String) throws {
        try describe(#""suites": ["\#(suite)"], "run": ["run"]"#)
        #expect(throws: FleetError.self) { try FleetMember(id: "a-one", in: directory) }
    }

    @Test func `versions are ordered by their numbers`() {
        let ordered = ["0.9", "1.0b2", "1.0rc1", "1.0", "1.0.1", "1.2", "1.10", "2.0.0a1", "2"]
        #expect(ordered.shuffled().map(ReleaseVersion.init).sorted().map(\.text) == ordered)
        #expect(ReleaseVersion("1.0") == ReleaseVersion("1"))
    }

    @Test func `what a build has found is read, whatever else is in its file`() throws {
        let member = try FleetMember(id: "a-one", in: directory)
        #expect(LibraryRelease(of: member, in: directory) == nil)
        let folder = EnvironmentsLocation.directory(adapters: directory) + "/a-one"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #"{"version": "1.2", "released": "2026-05-31", "more": 1}"#
            .write(toFile: folder + "/release.json", atomically: false, encoding: .utf8)
        #expect(LibraryRelease(of: member, in: directory) == LibraryRelease(version: "1.2", released: "2026-05-31"))
        try "{".write(toFile: folder + "/release.json", atomically: false, encoding: .utf8)
        #expect(LibraryRelease(of: member, in: directory) == nil)
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
            #expect(member.manifest.source != nil || member.id == "swift-jwt-kit", "\(member.id)")
            #expect(member.otherReleases.allSatisfy { (try? FleetMember(id: $0, in: fleet.directory)) != nil })
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
