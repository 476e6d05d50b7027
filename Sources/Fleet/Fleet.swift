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
    /// - Parameter names: `core`, `extended`, `all` (of these two), `keys`, `untried`, names of members, or globs of such; none: the core. With an
    ///   `@` and a release behind it, a name means that release, else the newest.
    /// - Returns: each member once.
    /// - Throws: ``FleetError/unknown(_:directory:)`` for a name that matches no member.
    package func members(named names: [String]) throws(FleetError) -> [FleetMember] {
        var chosen: [FleetMember.ID: FleetMember] = [:]
        for name in names.isEmpty ? ["core"] : names {
            let meant = try members(named: name)
            if meant.isEmpty { throw .unknown(name, directory: directory) }
            for member in meant { chosen[member.id] = member }
        }
        return chosen.values.sorted { $0.id < $1.id }
    }

    /// The members that one name means; older releases are meant only where it says so.
    private func members(named name: String) throws(FleetError) -> [FleetMember] {
        let newest = members.filter { !$0.id.contains("@") }
        // Those of registries run on machines that reach them, and are asked for by name.
        switch name {
        case "all": return newest.filter { $0.manifest.roster != .keys && $0.manifest.untried != true }
        case "core": return newest.filter { $0.manifest.roster == .core && $0.manifest.untried != true }
        case "extended": return newest.filter { $0.manifest.roster == .extended && $0.manifest.untried != true }
        case "keys": return newest.filter { $0.manifest.roster == .keys && $0.manifest.untried != true }
        case "untried": return members.filter { $0.manifest.untried == true }
        default: break
        }
        guard name.contains("@") else { return newest.filter { VectorPattern(name).matches($0.id) } }
        guard name.contains("*") else { return [try FleetMember(id: name, in: directory)] }
        var all = members
        for id in newest.flatMap(\.otherReleases) { all.append(try FleetMember(id: id, in: directory)) }
        return all.filter { VectorPattern(name).matches($0.id) }
    }
}
