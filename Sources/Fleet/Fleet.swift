import FoundationEssentials
import JWTConformance

/// The implementations that the suite has adapters for.
package struct Fleet: Hashable, Sendable {
    /// The members, by name.
    package let members: [FleetMember]
    /// The folder that holds them.
    package let directory: String

    /// Reads every folder that has an `adapter.json`.
    ///
    /// - Parameter directory: the folder of the adapters; see ``AdaptersLocation``.
    /// - Throws: ``FleetError``.
    package init(directory: String = AdaptersLocation.directory()) throws(FleetError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw .notFound(directory: directory)
        }
        var members: [FleetMember] = []
        for name in names.sorted() where FileManager.default.fileExists(atPath: "\(directory)/\(name)/adapter.json") {
            members.append(try FleetMember(id: name, in: directory))
        }
        guard !members.isEmpty else { throw .notFound(directory: directory) }
        self.members = members
        self.directory = directory
    }

    /// The members that are meant, in the order of their names.
    ///
    /// - Parameter names: `core`, `extended`, `all` (of these two), `keys`, names of members, or globs of such; none: the core.
    /// - Returns: each member once.
    /// - Throws: ``FleetError/unknown(_:directory:)`` for a name that matches no member.
    package func members(named names: [String]) throws(FleetError) -> [FleetMember] {
        var chosen: Set<String> = []
        for name in names.isEmpty ? ["core"] : names {
            let meant = members.filter { member in
                switch name {
                case "all": member.manifest.roster != .keys
                case "core": member.manifest.roster == .core
                case "extended": member.manifest.roster == .extended
                case "keys": member.manifest.roster == .keys
                default: VectorPattern(name).matches(member.id)
                }
            }
            if meant.isEmpty { throw .unknown(name, directory: directory) }
            chosen.formUnion(meant.map(\.id))
        }
        return members.filter { chosen.contains($0.id) }
    }
}
