import FoundationEssentials
package import JWTConformance

extension LibraryRelease {
    /// Reads what the build of a member has left in `release.json`, and what its newest release has left; `nil` if it isn't
    /// built, or its build doesn't say.
    ///
    /// - Parameters:
    ///   - member: whose.
    ///   - directory: the folder of the adapters.
    package init?(of member: FleetMember, in directory: String = AdaptersLocation.directory()) {
        func read(_ id: String) -> LibraryRelease? {
            let path = "\(EnvironmentsLocation.directory(adapters: directory))/\(id)/release.json"
            return FileManager.default.contents(atPath: path).flatMap {
                try? JSONDecoder().decode(Self.self, from: Data(PrintableJSON.of(Array($0))))
            }
        }
        guard let record = read(member.id) else { return nil }
        self = record
        let newest = member.id.split(separator: "@").first.flatMap { read(String($0)) }?.version
        self.newest = newest.flatMap { ReleaseVersion(version) < ReleaseVersion($0) ? $0 : nil }
    }
}
