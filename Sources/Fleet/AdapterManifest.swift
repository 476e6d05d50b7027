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
    /// Where the library's releases come from; absent: the machine's own packages.
    package var source: ReleaseSource?
    /// The suites of Debian that have the library, the newest first; absent: it comes from elsewhere, or is installed.
    ///
    /// `fleet:NAME` is the release of the first, `fleet:NAME@SUITE` another.
    package var suites: [String]?
    /// Whether nobody has run it yet, which is so until a run document of it exists.
    package var untried: Bool?
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
    /// What the library's documentation says of it, to be held against what was measured.
    package var claims: DocumentedClaims?

    /// What's wrong with it beyond its types.
    var problem: String? {
        if [builder, build, run].contains([]) { return "builder, build and run have at least one element" }
        // To apt-get a name that begins with a hyphen is an option, and one that ends with it is removed.
        let names = packages + (tools.map { Array($0.values) } ?? [])
        let odd = names.first { $0.hasSuffix("-") || $0.wholeMatch(of: /[a-z0-9][a-z0-9+.\-]+/) == nil }
        if let odd { return "\(odd.bounded(to: 64)) isn't the name of a Debian package" }
        // Names of folders and of lists of packages.
        let suite = (suites ?? []).first { $0.wholeMatch(of: /[a-z][a-z0-9-]*/) == nil }
        return suite.map { "\($0.bounded(to: 64)) isn't the name of a suite of Debian" }
    }
}
