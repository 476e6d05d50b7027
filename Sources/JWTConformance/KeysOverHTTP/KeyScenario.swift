/// What a client that fetches keys is put through: the states of a key server, and tokens that it's asked about.
package struct KeyScenario: Hashable, Sendable, Codable, Identifiable {
    /// A slug such as `keys/rotation/new-key-id`.
    package let id: String
    /// What it is about, in a phrase.
    package let title: String
    /// What an operator loses if the client fails here.
    package let loses: String
    /// Where the expectation comes from.
    package let refs: [String]
    /// `discovery` if the keys are found by the issuer's metadata; otherwise the client is given their address.
    package let asks: KeySourceKind?
    /// The origin of the key server that the client is sent to; `https` if absent.
    package let origin: String?
    /// What happens, in order, to one client.
    package let steps: [Step]

    /// A state of the server, a token, and what's expected.
    package struct Step: Hashable, Sendable, Codable, Identifiable {
        /// A slug, unique in the scenario.
        package let id: String
        /// What is asked, in a phrase.
        package let summary: String
        /// What the server answers from now on, by the resource: one answer, or a list whose last stays.
        package let serve: [String: JSONValue]?
        /// How long the client waits first.
        package let wait: Wait?
        /// How the token is made: `key`, and optionally `kid`, `header` and `claims`.
        package let token: JSONValue
        /// How many such tokens; 1 if absent.
        ///
        /// `{n}` in the recipe is the number of each.
        package let count: Int?
        /// Whether they're asked at once.
        package let atOnce: Bool?
        /// The issuer whose verifier is asked: `second`, `elsewhere` (the same path of another origin) or `query` (a set whose address
        /// differs in its query); the first if absent.
        package let of: String?
        /// Whether the client is told a time-out of one second, if it can be told.
        package let timeout: Bool?
        /// The answer that each of the tokens should get.
        package let expect: Expected
        /// How many requests for each resource, at least and at most.
        package let requests: [String: [Int]]?
        /// How many octets of a body the client reads at most.
        package let octets: Int?
        /// How binding that is.
        package let level: Level
    }

    /// An answer.
    package enum Expected: String, Hashable, Sendable, Codable { case accept, reject, either }

    /// A span of time, by what it outlasts.
    package enum Wait: String, Hashable, Sendable, Codable, CaseIterable {
        /// The pause that a client makes before it asks again.
        case cooldown
        /// The time that a set is kept.
        case lifetime
        /// Several lifetimes.
        case day

        /// By how many seconds a clock is moved.
        package var seconds: Int64 {
            switch self {
            case .cooldown: 61
            case .lifetime: 25 * 3600
            case .day: 50 * 3600
            }
        }

        /// How long it's waited if the client was told a lifetime of two seconds and a cooldown of one.
        package var realSeconds: Double {
            switch self {
            case .cooldown: 1.2
            case .lifetime: 2.3
            case .day: 2.9
            }
        }

        /// The member of the policy by which a client is told how long that is.
        package var setting: String { self == .cooldown ? "keyCooldown" : "keyLifetime" }
    }

    /// The scenarios of a corpus.
    ///
    /// - Parameter directory: the folder of the corpus.
    /// - Returns: the scenarios, in the order of their files.
    /// - Throws: ``CorpusError``.
    package static func all(in directory: String) throws(CorpusError) -> [KeyScenario] {
        var scenarios: [KeyScenario] = []
        for path in try CorpusFiles.paths(below: directory) where path.hasPrefix(KeyScenarioFile.folder) {
            scenarios += try CorpusFiles.read(KeyScenarioFile.self, path: path, in: directory).scenarios
        }
        var ids: Set<String> = []
        for id in scenarios.flatMap({ scenario in scenario.steps.map { "\(scenario.id)/\($0.id)" } }) {
            guard ids.insert(try id.checkedID()).inserted else {
                throw .inconsistent(vector: id, reason: "two steps have this id")
            }
        }
        return scenarios
    }
}

/// How a client is told where the keys are.
package enum KeySourceKind: String, Hashable, Sendable, Codable {
    /// By the address of the set.
    case jwksURL = "jwks-url"
    /// By the issuer, whose metadata has the address (OpenID Connect Discovery 1.0, RFC 8414).
    case discovery
}

/// A file of scenarios (`jwt-assay/key-scenarios/1`).
struct KeyScenarioFile: Codable {
    static let folder = "keys-over-http/"

    let schema: String
    let title: String
    let scenarios: [KeyScenario]
}
