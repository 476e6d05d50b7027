import FoundationEssentials
import JWTConformance

/// An adapter of the fleet with one release of its library: a folder with a manifest.
package struct FleetMember: Hashable, Sendable, Identifiable {
    /// The folder's name, such as `go-golang-jwt`, with the release behind an `@` if it isn't the newest.
    package let id: String
    /// The folder's path.
    package let folder: String
    /// What its `adapter.json` says.
    package let manifest: AdapterManifest
    /// The suite of Debian that the library comes from; `nil`: from elsewhere, or it's installed.
    package let suite: String?
    /// The release that was asked for and has no folder of its own: a suite or a version; `nil`: the manifest's own.
    package let release: String?
    /// The command that starts the adapter.
    package let runCommand: [String]
    /// The command that builds it; `nil` if there is nothing to build.
    package let buildCommand: [String]?

    /// Reads the manifest of an adapter.
    ///
    /// - Parameters:
    ///   - id: the folder's name; or a folder's name, `@`, and one of the manifest's suites, a version on PyPI, or the
    ///     version of a release that is built.
    ///   - directory: the folder of the adapters.
    /// - Throws: ``FleetError``.
    package init(id: String, in directory: String) throws(FleetError) {
        let isOwn = FileManager.default.fileExists(atPath: "\(directory)/\(id)/adapter.json")
        let parts = id.split(separator: "@", maxSplits: 1).map(String.init)
        let name = isOwn || parts.count < 2 ? id : parts[0]
        let manifest = try Self.manifest(name, in: directory)
        release = name == id ? nil : parts[1]
        if let release, manifest.suites?.contains(release) != true, !manifest.hasVersion(release) {
            throw .noRelease(release, of: name, known: Self.releases(of: name, manifest, in: directory))
        }
        self.id = id
        folder = "\(directory)/\(name)"
        self.manifest = manifest
        suite = release.flatMap { manifest.suites?.contains($0) == true ? $0 : nil } ?? manifest.suites?.first
        let options = (suite.map { ["--suite", $0] } ?? []) + (release.map { ["--release", $0] } ?? [])
        /// The member's own command, or else the builder's.
        func command(_ own: [String]?, _ script: String) -> [String]? {
            if let own { return ["\(directory)/\(name)/\(own[0])"] + options + own.dropFirst() }
            guard let builder = manifest.builder else { return nil }
            let path = "\(directory)/builders/\(builder[0])/\(script)"
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            return [path, "\(directory)/\(name)"] + options + builder.dropFirst()
        }
        guard let run = command(manifest.run, "run") else {
            let builder = manifest.builder?.first.map { "no builder \($0.bounded(to: 64)) in \(directory)/builders" }
            throw .unreadable(id, reason: builder ?? "neither builder nor run")
        }
        runCommand = run
        buildCommand = command(manifest.build, "build")
    }

    private static func manifest(_ name: String, in directory: String) throws(FleetError) -> AdapterManifest {
        guard !name.contains("/"),
            let content = FileManager.default.contents(atPath: "\(directory)/\(name)/adapter.json")
        else { throw .unknown(name, directory: directory) }
        let manifest: AdapterManifest
        do {
            manifest = try JSONDecoder().decode(AdapterManifest.self, from: Data(PrintableJSON.of(Array(content))))
        } catch {
            throw .unreadable(name, reason: error.inWords)
        }
        if let problem = manifest.problem { throw .unreadable(name, reason: problem) }
        return manifest
    }

    /// The releases that can be asked for by a name: suites, and folders of their own.
    private static func releases(of name: String, _ manifest: AdapterManifest, in directory: String) -> [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return (manifest.suites ?? [])
            + folders.sorted().filter { $0.hasPrefix("\(name)@") }.map {
                String($0.dropFirst(name.count + 1))
            }
    }

    /// The Debian packages that it needs on this machine.
    package var packages: [String] {
        let tools = (manifest.tools ?? [:]).sorted { $0.key < $1.key }
        return tools.filter { !Self.isInPath($0.key) }.map(\.value) + manifest.packages
    }

    /// The other releases of its library that have a name: suites beyond the first.
    package var otherReleases: [String] {
        release == nil && !id.contains("@") ? (manifest.suites ?? []).dropFirst().map { "\(id)@\($0)" } : []
    }

    /// The path of the file for the known deviations of this release.
    package var ownBaseline: String { "\(folder)/baseline\(release.map { "@\($0)" } ?? "").json" }

    /// The path of its known deviations, or of those of the nearest release, if there is such a file.
    package var baseline: String? {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let own = "baseline\(release.map { "@\($0)" } ?? "").json"
        if names.contains(own) { return "\(folder)/\(own)" }
        let others = names.filter { $0.hasPrefix("baseline@") && $0.hasSuffix(".json") }
        // Of several versions the nearest; that of the manifest's own release otherwise.
        let version = ReleaseVersion(release ?? "")
        let nearest = others.map { (ReleaseVersion(String($0.dropFirst(9).dropLast(5))), $0) }
            .filter { !$0.0.numbers.isEmpty && !version.numbers.isEmpty && $0.0 <= version }.max { $0.0 < $1.0 }?.1
        let fallback = names.contains("baseline.json") ? "baseline.json" : others.last
        return (nearest ?? fallback).map { "\(folder)/\($0)" }
    }

    private static func isInPath(_ command: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH", default: ""]
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(command)") }
    }
}

/// A fleet that can't be read, or lacks what was asked for.
package enum FleetError: Error, Hashable, Sendable {
    /// The folder of the adapters can't be read.
    case notFound(directory: String)
    /// Nothing in it has this name.
    case unknown(String, directory: String)
    /// A member has no release of this name.
    case noRelease(String, of: String, known: [String])
    /// A malformed manifest.
    case unreadable(String, reason: String)
}

extension FleetError: CustomStringConvertible {
    /// What's wrong, and what to do.
    package var description: String {
        switch self {
        case .notFound(let directory): "no adapters in \(directory); set JWT_ASSAY_ADAPTERS to their folder"
        case .unknown(let name, let directory):
            "no adapter is called \(name.bounded(to: 64)) in \(directory); "
                + (((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).nearest(to: name)
                    .map { "did you mean \($0)?" } ?? "`jwt-assay fleet list all` shows those there are")
        case .noRelease(let release, let name, let known):
            "\(name) has no release \(release.bounded(to: 64)); "
                + (known.isEmpty ? "it has one only" : "choose from \(known.joined(separator: ", "))")
        case .unreadable(let name, let reason): "\(name)/adapter.json can't be read: \(reason)"
        }
    }
}
