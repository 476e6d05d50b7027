/// Which routes a gateway has to have so that as many vectors as possible can be put to it.
///
/// A gateway has its keys and policies where it's configured, so a question can only be put to a route that has the
/// question's. No vector can be put to two routes: the routes with the most vectors are the fewest for as many.
///
/// The steps of sequences aren't counted; where the routes that they need are there, they're asked too.
public struct RoutePlan: Hashable, Sendable {
    /// The routes, those with the most vectors first.
    public let routes: [GatewayRoute]
    /// How many vectors all routes together would make askable, those that aren't taken too.
    public let askable: Int
    /// How many routes that would need.
    public let routesForAll: Int

    /// How many vectors the routes make askable.
    public var vectors: Int { routes.reduce(0) { $0 + $1.vectors.count } }

    /// Plans the routes.
    ///
    /// - Parameters:
    ///   - vectors: the vectors, in order.
    ///   - keys: the corpus's key records, by id.
    ///   - capabilities: what the gateway can do; see ``Capabilities/gateway(algorithms:policy:keys:)``.
    ///   - limit: at most so many routes; `nil`: all.
    public init(_ vectors: [Vector], keys: [String: KeyRecord], capabilities: Capabilities, limit: Int? = nil) {
        var places: [Identity: Int] = [:]
        var groups: [(identity: Identity, label: String?, vectors: [String])] = []
        for vector in vectors where Self.isAskable(vector, capabilities) {
            let identity = Identity(vector.question)
            if let place = places[identity] {
                groups[place].vectors.append(vector.id)
            } else {
                places[identity] = groups.count
                groups.append((identity, vector.keyLabel, [vector.id]))
            }
        }
        // The order of the corpus decides between equals: sorting is stable.
        let ranked = groups.enumerated().sorted {
            ($1.element.vectors.count, $0.offset) < ($0.element.vectors.count, $1.offset)
        }
        routes = ranked.prefix(limit ?? ranked.count).map { _, group in
            GatewayRoute(
                key: group.identity.key,
                keyID: group.label.flatMap { keys[$0].map(\.id) },
                policy: group.identity.policy,
                content: group.identity.content,
                vectors: group.vectors
            )
        }
        askable = groups.reduce(0) { $0 + $1.vectors.count }
        routesForAll = groups.count
    }

    /// What makes two questions ones for the same route.
    private struct Identity: Hashable {
        let key: KeyMaterial
        let policy: VerificationPolicy
        let content: Question.Content

        init(_ question: Question) {
            if case .jwk(let jwk, _) = question.key { key = .jwk(jwk, pem: nil) } else { key = question.key }
            var policy = question.policy
            // Which time it is, the gateway's clock says; and no list of a policy has an order.
            if policy.now != nil { policy.now = 0 }
            if case .only(let names) = policy.algorithms { policy.algorithms = .only(names.sorted()) }
            policy.requiredClaims?.sort()
            policy.understoodCritical?.sort()
            policy.revokedTokenIDs?.sort()
            policy.seenTokenIDs?.sort()
            self.policy = policy
            content = question.content
        }
    }

    private static func isAskable(_ vector: Vector, _ capabilities: Capabilities) -> Bool {
        // Whether a step of a sequence can be asked turns on the routes of those before it too.
        guard vector.sequence == nil else { return false }
        switch AskingPlan(for: vector, capabilities: capabilities, minter: SomeMinter()) {
        case .asItIs, .minted: return true
        case .skipped, .notRun: return false
        }
    }

    /// Stands for the minter of a run; a plan mints nothing.
    private struct SomeMinter: Minter {
        func token(over payload: Octets, header: String, key: JSONValue) throws(MintError) -> String {
            throw MintError("a plan mints nothing")
        }
    }
}

extension Capabilities {
    /// What can be asked of a gateway at most: compact tokens, by the gateway's own clock.
    ///
    /// - Parameters:
    ///   - algorithms: the names that it knows.
    ///   - policy: the members that it can be told, `now` and `unpinned` among them.
    ///   - keys: the kinds of keys that it can be set up with.
    /// - Returns: the capabilities.
    public static func gateway(algorithms: [String], policy: [String], keys: [String]) -> Capabilities {
        // A time is never told: tokens are made for the gateway's clock, which takes the place of what says `now`.
        Capabilities(
            algorithms: algorithms,
            serializations: ["compact"],
            keys: keys,
            policy: policy.filter { $0 != "now" },
            clock: .system
        )
    }
}
