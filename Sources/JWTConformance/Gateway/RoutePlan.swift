/// The routes to set up on a gateway, so that it can be asked as many vectors as possible.
///
/// A gateway's keys and policies are part of its configuration, so a vector needs a route with exactly its key and
/// policy. No vector fits two routes, so taking the routes with the most vectors first is best.
///
/// The steps of sequences aren't counted. They are asked too if the routes that they need exist.
package struct RoutePlan: Hashable, Sendable {
    /// The routes, most vectors first.
    package let routes: [GatewayRoute]
    /// How many vectors could be asked with every possible route.
    package let askable: Int
    /// How many routes that would take.
    package let routesForAll: Int

    /// How many vectors the planned routes can be asked.
    package var vectors: Int { routes.reduce(0) { $0 + $1.vectors.count } }

    /// Plans the routes.
    ///
    /// - Parameters:
    ///   - vectors: the vectors, in order.
    ///   - keys: the key records, by id.
    ///   - capabilities: the gateway's capabilities; see ``Capabilities/gateway(algorithms:policy:keys:)``.
    ///   - limit: the highest number of routes; `nil` for all.
    package init(_ vectors: [Vector], keys: [String: KeyRecord], capabilities: Capabilities, limit: Int? = nil) {
        var places: [Identity: Int] = [:]
        var groups: [(identity: Identity, label: String?, vectors: [String])] = []
        for vector in vectors.lazy.map({ $0.carried(for: capabilities) }) where Self.isAskable(vector, capabilities) {
            let identity = Identity(vector.question)
            if let place = places[identity] {
                groups[place].vectors.append(vector.id)
            } else {
                places[identity] = groups.count
                groups.append((identity, vector.keyLabel, [vector.id]))
            }
        }
        // Between equals, the order of the vectors decides.
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

    /// What two questions have in common if they fit the same route.
    private struct Identity: Hashable {
        let key: KeyMaterial
        let policy: VerificationPolicy
        let content: Question.Content

        init(_ question: Question) {
            if case .jwk(let jwk, _) = question.key { key = .jwk(jwk, pem: nil) } else { key = question.key }
            var policy = question.policy
            // The gateway has its own clock, and the order of a list in a policy doesn't matter.
            if policy.now != nil { policy.now = 0 }
            if case .only(let names) = policy.algorithms { policy.algorithms = .only(names.sorted()) }
            policy.issuers?.sort()
            policy.audiences?.sort()
            policy.requiredClaims?.sort()
            policy.understoodCritical?.sort()
            policy.revokedTokenIDs?.sort()
            policy.seenTokenIDs?.sort()
            self.policy = policy
            content = question.content
        }
    }

    private static func isAskable(_ vector: Vector, _ capabilities: Capabilities) -> Bool {
        // A step of a sequence also needs the routes of the steps before it.
        guard vector.sequence == nil else { return false }
        switch AskingPlan(for: vector, capabilities: capabilities, minter: SomeMinter()) {
        case .asItIs, .minted: return true
        case .skipped, .notRun: return false
        }
    }

    /// Stands in for the minter of a run.
    ///
    /// Planning mints no token.
    private struct SomeMinter: Minter {
        func token(over payload: Octets, header: String, key: JSONValue) throws(MintError) -> String {
            throw MintError("planning mints no token")
        }
    }
}

extension Capabilities {
    /// The most that a gateway can be asked: compact tokens, checked by its own clock.
    ///
    /// - Parameters:
    ///   - algorithms: the algorithms that it supports.
    ///   - policy: the policy members that it can check, including `now` and `unpinned`.
    ///   - keys: the kinds of keys that it can use.
    /// - Returns: the capabilities.
    public static func gateway(algorithms: [String], policy: [String], keys: [String]) -> Capabilities {
        // Tokens are made for the gateway's own clock, so the time is never set.
        Capabilities(
            algorithms: algorithms,
            serializations: ["compact"],
            keys: keys,
            policy: policy.filter { $0 != "now" },
            clock: .system
        )
    }
}
