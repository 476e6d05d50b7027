import FoundationEssentials
package import JWTConformance

/// Plays scenarios to clients.
package struct KeyPlayer: Sendable {
    private let server: KeyServer
    private let keys: [KeyRecord]
    private let minter = ReferenceMinter()
    /// Shows what happens, for people.
    private let observe: (@Sendable (KeyPlayEvent) -> Void)?

    /// A player.
    package init(
        server: KeyServer,
        keys: [KeyRecord],
        observing observe: (@Sendable (KeyPlayEvent) -> Void)? = nil
    ) {
        (self.server, self.keys, self.observe) = (server, keys, observe)
    }

    /// Plays one scenario.
    ///
    /// - Returns: what was found in each of its steps.
    /// - Throws: ``KeyServerFailure`` if the server or the scenario fails, which is no fault of the client.
    package func play(
        _ scenario: KeyScenario,
        to client: some KeyClient,
        named name: String,
        profile: ImplementationProfile,
        options: KeyRunDocument.Options
    ) async throws(KeyServerFailure) -> [KeyRunDocument.StepRecord] {
        let ability = KeyAbility(profile)
        guard let kind = ability.kind(for: scenario) else {
            return scenario.steps.map {
                .init(skipping: "\(scenario.id)/\($0.id)", because: "needs key:\((scenario.asks ?? .jwksURL).rawValue)")
            }
        }
        let play = KeyPlay(scenario, name: name, kind: kind, origins: server.origins, keys: keys)
        do {
            try await server.put(name, play.initialAnswers)
            let records = try await steps(of: play, to: client, ability, options)
            await server.drop(name)
            return records
        } catch {
            throw KeyServerFailure("\(scenario.id): \(error)")
        }
    }

    private func steps(
        of play: KeyPlay,
        to client: some KeyClient,
        _ ability: KeyAbility,
        _ options: KeyRunDocument.Options
    ) async throws -> [KeyRunDocument.StepRecord] {
        var records: [KeyRunDocument.StepRecord] = []
        var elapsed: Int64 = 0
        var blocked: String?
        for step in play.scenario.steps {
            let id = "\(play.scenario.id)/\(step.id)"
            if blocked == nil { blocked = ability.obstacle(to: step.wait) }
            if let lack = blocked ?? ability.obstacle(to: step) {
                records.append(.init(skipping: id, because: lack))
                continue
            }
            if let served = step.serve { try await server.put(play.name, play.answers(served)) }
            if let wait = step.wait {
                if ability.movesClock {
                    elapsed += wait.seconds
                } else if ability.mustWait(wait) {
                    try await Task.sleep(for: .milliseconds(Int64(wait.realSeconds * 1000)))
                }
            }
            let now = Int64(Date.now.timeIntervalSince1970) + elapsed
            let question = KeyQuestion(
                tokens: try play.tokens(of: step, now: now, minter: minter),
                atOnce: step.atOnce == true,
                kind: play.kind,
                address: play.address(of: step.of),
                caFile: server.caFile,
                sequence: play.name,
                policy: ability.policy(for: play, step, elapsed: elapsed, options: options),
                timeLimit: 12
            )
            let seen = try await observe(question, of: play, by: client)
            let record = KeyRunDocument.StepRecord(id: id, step: step, seen: seen)
            observe?(KeyPlayEvent(step: step, question: question, seen: seen, record: record))
            records.append(record)
            if seen.fault != nil { blocked = "the client had to be started again" }
        }
        return records
    }

    private func observe(
        _ question: KeyQuestion,
        of play: KeyPlay,
        by client: some KeyClient
    ) async throws -> KeyObservation {
        var seen = KeyObservation()
        let start = ContinuousClock.now
        do throws(VerifierFault) {
            seen.answers = try await client.answers(to: question)
        } catch {
            seen.fault = error
        }
        seen.seconds = (ContinuousClock.now - start) / .seconds(1)
        seen.requests = try await server.take(play.name).map { request in
            var request = request
            request.path = request.path.bounded(to: 256)
            request.resource = play.resource(at: request.path, of: request.origin).bounded(to: 64)
            return request
        }
        return seen
    }
}

/// What happened in a step, for people.
package struct KeyPlayEvent: Sendable {
    package let step: KeyScenario.Step
    package let question: KeyQuestion
    package let seen: KeyObservation
    package let record: KeyRunDocument.StepRecord
}

/// The key server, or a scenario, can't be used: a defect of the suite.
package struct KeyServerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// What a client can be asked and told, from its capabilities.
struct KeyAbility: Sendable {
    private let capabilities: Capabilities

    init(_ profile: ImplementationProfile) {
        capabilities = profile.capabilities ?? Capabilities(algorithms: [], policy: [])
    }

    /// Whether it can be told that time has passed.
    var movesClock: Bool { can("keyElapsed") }

    private func can(_ setting: String) -> Bool { capabilities.policy.contains(setting) }

    /// How it's told where the keys are in this scenario; `nil` if it can't be.
    func kind(for scenario: KeyScenario) -> KeySourceKind? {
        let kinds: [KeySourceKind] = scenario.asks == .discovery ? [.discovery] : [.jwksURL, .discovery]
        return kinds.first { capabilities.keys.contains($0.rawValue) }
    }

    /// Whether waiting changes anything for it.
    func mustWait(_ wait: KeyScenario.Wait) -> Bool { wait != .cooldown || !can("keyNoCooldown") }

    /// Why it can't wait; the steps after it can't be asked then either.
    func obstacle(to wait: KeyScenario.Wait?) -> String? {
        guard let wait, !movesClock, mustWait(wait), !can(wait.setting) else { return nil }
        return "needs policy:keyElapsed or policy:\(wait.setting)"
    }

    /// Why one step can't be asked.
    func obstacle(to step: KeyScenario.Step) -> String? {
        if step.atOnce == true, !capabilities.operations.contains(verifyAll) { return "needs operation:\(verifyAll)" }
        if step.token["claims"]?["iss"] != nil, !can("issuer") { return "needs policy:issuer" }
        if step.token["key"]?.stringValue == "p", !capabilities.algorithms.contains("ES256") {
            return "needs algorithm:ES256"
        }
        return nil
    }

    /// What the client demands and how it fetches.
    ///
    /// A client whose clock can't be moved is given short times instead.
    func policy(
        for play: KeyPlay,
        _ step: KeyScenario.Step,
        elapsed: Int64,
        options: KeyRunDocument.Options
    ) -> [String: JSONValue] {
        let algorithms = ["RS256", "ES256"].filter(capabilities.algorithms.contains)
        var policy: [String: JSONValue] = [
            "algorithms": .array(algorithms.map(JSONValue.string)), "audience": .string(KeyPlay.audience),
            "issuer": .string(play.issuer(of: step.of)),
        ]
        if movesClock {
            policy["keyElapsed"] = .integer(elapsed)
        } else {
            let waits = play.scenario.steps.compactMap(\.wait)
            if waits.contains(where: { $0 != .cooldown }), can("keyLifetime") { policy["keyLifetime"] = .integer(2) }
            if !waits.isEmpty, can("keyCooldown") { policy["keyCooldown"] = .integer(1) }
        }
        if step.timeout == true, can("keyTimeout") { policy["keyTimeout"] = .integer(1) }
        if options == .recommended { policy["keyOptions"] = .string(options.rawValue) }
        return policy
    }
}
