import FoundationEssentials
import JWTConformance

/// What a build has found of a library: the file `release.json` beside what it built.
package struct ReleaseRecord: Hashable, Sendable, Codable {
    /// The library's version.
    package var version: String
    /// The day of the release, as `2026-05-31`, if it's known: that of its packages, or of its files.
    package var released: String?
    /// Where it comes from, such as `debian:ruby-jwt sid`.
    package var source: String?

    /// Reads what the build of a member has left; `nil` if it isn't built, or its build doesn't say.
    ///
    /// - Parameters:
    ///   - member: whose.
    ///   - directory: the folder of the adapters.
    package init?(of member: FleetMember, in directory: String = AdaptersLocation.directory()) {
        let environments = EnvironmentsLocation.directory(adapters: directory)
        guard let content = FileManager.default.contents(atPath: "\(environments)/\(member.id)/release.json"),
            let record = try? JSONDecoder().decode(Self.self, from: Data(PrintableJSON.of(Array(content))))
        else { return nil }
        self = record
    }

    /// Describes a release.
    package init(version: String, released: String? = nil, source: String? = nil) {
        self.version = version
        self.released = released
        self.source = source
    }
}
