import FoundationEssentials
import JWTConformance

/// What `adapter.json` says of an adapter: what it needs, how it's built and how it's started.
package struct AdapterManifest: Hashable, Sendable, Codable {
    /// Who is asked when: the core by default, the rest on request.
    package enum Roster: String, Hashable, Sendable, Codable {
        case core, extended
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
    /// The commands that it needs, each with the Debian package that brings it where it isn't in `PATH`; absent: none.
    ///
    /// A compiler often comes from elsewhere.
    package var tools: [String: String]?
    /// The command that builds it, relative to its folder; absent: there is nothing to build.
    package var build: [String]?
    /// The command that starts it, relative to its folder.
    package var run: [String]
    /// How the library is called, where that isn't obvious.
    package var notes: [String]?
    /// Why a capability isn't declared, by its feature.
    package var missing: [String: String]?
}

/// An adapter of the fleet: a folder with a manifest.
package struct FleetMember: Hashable, Sendable, Identifiable {
    /// The folder's name, such as `go-golang-jwt`.
    package let id: String
    /// The folder's path.
    package let folder: String
    /// What its `adapter.json` says.
    package let manifest: AdapterManifest

    /// Reads the manifest of an adapter.
    ///
    /// - Parameters:
    ///   - id: the folder's name.
    ///   - directory: the folder of the adapters.
    /// - Throws: ``FleetError``.
    package init(id: String, in directory: String) throws(FleetError) {
        self.id = id
        folder = "\(directory)/\(id)"
        guard !id.contains("/"), let content = FileManager.default.contents(atPath: "\(folder)/adapter.json") else {
            throw .unknown(id, directory: directory)
        }
        do {
            manifest = try JSONDecoder().decode(AdapterManifest.self, from: Data(PrintableJSON.of(Array(content))))
        } catch {
            throw .unreadable(id, reason: error.inWords)
        }
        guard !manifest.run.isEmpty, manifest.build?.isEmpty != true else {
            throw .unreadable(id, reason: "run and build name a command, if they're there")
        }
    }

    /// The Debian packages that it needs on this machine.
    package var packages: [String] {
        let tools = (manifest.tools ?? [:]).sorted { $0.key < $1.key }
        return tools.filter { !Self.isInPath($0.key) }.map(\.value) + manifest.packages
    }

    /// The command that starts the adapter.
    package var runCommand: [String] { inFolder(manifest.run) }

    /// The command that builds it, where there is one.
    package var buildCommand: [String]? { manifest.build.map(inFolder) }

    /// The path of its known deviations, where it has such a file.
    package var baseline: String? {
        let path = "\(folder)/baseline.json"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private static func isInPath(_ command: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH", default: ""]
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(command)") }
    }

    private func inFolder(_ command: [String]) -> [String] {
        ["\(folder)/\(command[0])"] + command.dropFirst()
    }
}

/// A fleet that can't be read, or hasn't got what is asked for.
package enum FleetError: Error, Hashable, Sendable {
    /// The folder of the adapters can't be read.
    case notFound(directory: String)
    /// Nothing in it has this name.
    case unknown(String, directory: String)
    /// A manifest isn't one.
    case unreadable(String, reason: String)
}

extension FleetError: CustomStringConvertible {
    /// What's wrong, and what to do.
    package var description: String {
        switch self {
        case .notFound(let directory): "\(directory) holds no adapters; JWT_ASSAY_ADAPTERS names their folder"
        case .unknown(let name, let directory):
            "no adapter is called \(name.bounded(to: 64)) in \(directory); "
                + (((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).nearest(to: name)
                    .map { "did you mean \($0)?" } ?? "`jwt-assay fleet list all` shows those there are")
        case .unreadable(let name, let reason): "\(name)/adapter.json isn't a manifest: \(reason)"
        }
    }
}
