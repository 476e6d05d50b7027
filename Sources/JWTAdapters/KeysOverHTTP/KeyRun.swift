import FoundationEssentials
package import JWTConformance

/// A client to be asked, as the command line names it.
package struct NamedKeyClient: Sendable {
    /// What documents call it.
    package let label: String
    /// Makes the client: each set of options has its own process.
    package let make: @Sendable () -> any KeyClient

    /// Names a client.
    package init(label: String, make: @escaping @Sendable () -> any KeyClient) {
        (self.label, self.make) = (label, make)
    }
}

/// Plays scenarios to clients, some at a time, and writes down what was found.
package struct KeyRun: Sendable {
    package let server: KeyServer
    package let keys: [KeyRecord]
    package let scenarios: [KeyScenario]
    /// How many clients are asked at the same time.
    package let jobs: Int

    /// Prepares a run.
    package init(server: KeyServer, keys: [KeyRecord], scenarios: [KeyScenario], jobs: Int) {
        (self.server, self.keys, self.scenarios, self.jobs) = (server, keys, scenarios, jobs)
    }

    /// Asks every client with its defaults, and those that have them with the recommended options.
    ///
    /// - Parameters:
    ///   - named: the clients to ask.
    ///   - progress: called as a client is done.
    /// - Returns: the clients in their order. A task that is cancelled leaves the rest out.
    /// - Throws: ``KeyServerFailure`` if the server or a scenario fails.
    package func clients(
        _ named: [NamedKeyClient],
        progress: @escaping @Sendable (KeyRunDocument.Client, _ seconds: Double) -> Void
    ) async throws(KeyServerFailure) -> [KeyRunDocument.Client] {
        let tasks = named.enumerated().flatMap { position, client in
            KeyRunDocument.Options.allCases.map { (position, client, $0) }
        }
        do {
            return try await withThrowingTaskGroup(of: (Int, KeyRunDocument.Client?).self) { group in
                var remaining = tasks.makeIterator()
                func startNext() {
                    guard !Task.isCancelled, let (position, client, options) = remaining.next() else { return }
                    let order = 2 * position + (options == .default ? 0 : 1)
                    group.addTask {
                        let start = ContinuousClock.now
                        let found = try await self.ask(client, options, number: order)
                        if let found { progress(found, (ContinuousClock.now - start) / .seconds(1)) }
                        return (order, found)
                    }
                }
                for _ in 0..<max(1, jobs) { startNext() }
                var found: [(Int, KeyRunDocument.Client)] = []
                for try await (order, client) in group {
                    if let client { found.append((order, client)) }
                    startNext()
                }
                return found.sorted { $0.0 < $1.0 }.map(\.1)
            }
        } catch {
            throw error as? KeyServerFailure ?? KeyServerFailure("\(error)")
        }
    }

    /// Plays every scenario to one client.
    ///
    /// - Returns: `nil` if it hasn't these options.
    private func ask(
        _ named: NamedKeyClient,
        _ options: KeyRunDocument.Options,
        number: Int
    ) async throws(KeyServerFailure) -> KeyRunDocument.Client? {
        var found = KeyRunDocument.Client(label: named.label, options: options)
        let client = named.make()
        let profile: ImplementationProfile
        do throws(VerifierFault) {
            profile = try await client.profile()
        } catch {
            // Who was interrupted could have been run.
            if Task.isCancelled { return nil }
            found.detail =
                "\(error.description.bounded(to: 512)) \(String(error.standardError.suffix(512)).bounded(to: 512))"
            return options == .default ? found : nil
        }
        let declares = profile.capabilities?.policy.contains("keyOptions") == true
        guard options == .default || declares else {
            await client.finish()
            return nil
        }
        found.implementation = profile
        let player = KeyPlayer(server: server, keys: keys)
        for (position, scenario) in scenarios.enumerated() where !Task.isCancelled {
            let steps = try await player.play(
                scenario,
                to: client,
                named: "p\(number)-\(position)",
                profile: profile,
                options: options
            )
            // An interrupted step is none of the client's doing.
            if !Task.isCancelled { found.steps += steps }
        }
        await client.finish()
        return found
    }
}
