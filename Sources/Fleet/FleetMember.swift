import FoundationEssentials
import JWTConformance

/// The contents of `adapter.json`: what an adapter needs, how it's built and how it's started.
package struct AdapterManifest: Hashable, Sendable, Codable {
    /// Who is asked when: the core by default, the rest on request, clients that fetch keys by `jwt-assay keys`.
    package enum Roster: String, Hashable, Sendable, Codable {
        case core, extended, keys
    }

    /// The implementation's name.
    package var name: String
    /// The language it's written in.
    package var language: String
    /// Where it's published.
    package var homepage: String
    /// The part of the fleet that it belongs to.
    package var roster: Roster
    /// The Debian packages that it needs.
    package var packages: [String]
    /// The commands that it needs, each with the Debian package that brings it if it isn't in `PATH`; absent: none.
    ///
    /// A compiler often comes from elsewhere.
    package var tools: [String: String]?
    /// Its builder, a folder of `builders`, and the parameters that the builder takes; absent if `run` is there.
    ///
    /// Adapters of one kind share a builder. It has a script `run`, and `build` if there is something to build.
    package var builder: [String]?
    /// Its own command to build it, relative to its folder, in place of the builder's.
    package var build: [String]?
    /// Its own command to start it, relative to its folder, in place of the builder's.
    package var run: [String]?
    /// How the library is called, if that isn't obvious.
    package var notes: [String]?
    /// Why a capability isn't declared, by its feature.
    package var missing: [String: String]?

    /// What's wrong with it beyond its types.
    fileprivate var problem: String? {
        if [builder, build, run].contains([]) { return "builder, build and run have at least one element" }
        // To apt-get a name that begins with a hyphen is an option, and one that ends with it is removed.
        let names = packages + (tools.map { Array($0.values) } ?? [])
        let odd = names.first { $0.hasSuffix("-") || $0.wholeMatch(of: /[a-z0-9][a-z0-9+.\-]+/) == nil }
        return odd.map { "\($0.bounded(to: 64)) isn't the name of a Debian package" }
    }
}

/// An adapter of the fleet: a folder with a manifest.
package struct FleetMember: Hashable, Sendable, Identifiable {
    /// The folder's name, such as `go-golang-jwt`.
    package let id: String
    /// The folder's path.
    package let folder: String
    /// What its `adapter.json` says.
    package let manifest: AdapterManifest
    /// The command that starts the adapter.
    package let runCommand: [String]
    /// The command that builds it; `nil` if there is nothing to build.
    package let buildCommand: [String]?

    /// Reads the manifest of an adapter.
    ///
    /// - Parameters:
    ///   - id: the folder's name.
    ///   - directory: the folder of the adapters.
    /// - Throws: ``FleetError``.
    package init(id: String, in directory: String) throws(FleetError) {
        let folder = "\(directory)/\(id)"
        self.id = id
        self.folder = folder
        guard !id.contains("/"), let content = FileManager.default.contents(atPath: "\(folder)/adapter.json") else {
            throw .unknown(id, directory: directory)
        }
        let manifest: AdapterManifest
        do {
            manifest = try JSONDecoder().decode(AdapterManifest.self, from: Data(PrintableJSON.of(Array(content))))
        } catch {
            throw .unreadable(id, reason: error.inWords)
        }
        if let problem = manifest.problem { throw .unreadable(id, reason: problem) }
        /// The member's own command, or else the builder's.
        func command(_ own: [String]?, _ script: String) -> [String]? {
            if let own { return ["\(folder)/\(own[0])"] + own.dropFirst() }
            guard let builder = manifest.builder else { return nil }
            let path = "\(directory)/builders/\(builder[0])/\(script)"
            return FileManager.default.fileExists(atPath: path) ? [path, folder] + builder.dropFirst() : nil
        }
        guard let run = command(manifest.run, "run") else {
            let builder = manifest.builder?.first.map { "no builder \($0.bounded(to: 64)) in \(directory)/builders" }
            throw .unreadable(id, reason: builder ?? "neither builder nor run")
        }
        self.manifest = manifest
        runCommand = run
        buildCommand = command(manifest.build, "build")
    }

    /// The Debian packages that it needs on this machine.
    package var packages: [String] {
        let tools = (manifest.tools ?? [:]).sorted { $0.key < $1.key }
        return tools.filter { !Self.isInPath($0.key) }.map(\.value) + manifest.packages
    }

    /// The path of its known deviations, if it has such a file.
    package var baseline: String? {
        let path = "\(folder)/baseline.json"
        return FileManager.default.fileExists(atPath: path) ? path : nil
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
        case .unreadable(let name, let reason): "\(name)/adapter.json can't be read: \(reason)"
        }
    }
}
