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
    /// How many processes are asked at the same time.
    package let jobs: Int

    /// Prepares a run.
    package init(server: KeyServer, keys: [KeyRecord], scenarios: [KeyScenario], jobs: Int) {
        (self.server, self.keys, self.scenarios, self.jobs) = (server, keys, scenarios, jobs)
    }

    /// How many processes share the scenarios of a client: most of the time it waits, and some wait for minutes in all.
    private static let shares = 4

    /// A share of the scenarios, for one client with one set of options.
    private struct Share: Sendable {
        let position: Int
        let options: KeyRunDocument.Options
        let number: Int
        let client: NamedKeyClient

        var order: Int { 2 * position + (options == .default ? 0 : 1) }
    }

    /// What was found in a share: who answered, or why nobody did, and the steps by the scenario's position.
    private struct Part: Sendable {
        var profile: ImplementationProfile?
        var detail: String?
        var steps: [Int: [KeyRunDocument.StepRecord]] = [:]
        var seconds = 0.0
    }

    /// Asks every client with its defaults, and those that have them with the recommended options.
    ///
    /// - Parameters:
    ///   - named: the clients to ask.
    ///   - progress: called as a client is done, with the time that its processes took.
    /// - Returns: the clients in their order. A task that is cancelled leaves the rest out.
    /// - Throws: ``KeyServerFailure`` if the server or a scenario fails.
    package func clients(
        _ named: [NamedKeyClient],
        progress: @escaping @Sendable (KeyRunDocument.Client, _ seconds: Double) -> Void
    ) async throws(KeyServerFailure) -> [KeyRunDocument.Client] {
        func shares(_ position: Int, _ options: KeyRunDocument.Options) -> [Share] {
            (0..<min(Self.shares, scenarios.count)).map {
                Share(position: position, options: options, number: $0, client: named[position])
            }
        }
        do {
            return try await withThrowingTaskGroup(of: (Share, Part?).self) { group in
                var waiting = ArraySlice(named.indices.flatMap { shares($0, .default) })
                var running = 0
                func start() {
                    while running < max(1, jobs), !Task.isCancelled, let share = waiting.popFirst() {
                        running += 1
                        group.addTask { (share, try await self.ask(share)) }
                    }
                }
                start()
                var parts: [Int: [Part]] = [:]
                var found: [(Int, KeyRunDocument.Client)] = []
                for try await (share, part) in group {
                    running -= 1
                    if let part {
                        parts[share.order, default: []].append(part)
                        let declares = part.profile?.capabilities?.policy.contains("keyOptions") == true
                        if share.number == 0, share.options == .default, declares {
                            waiting += shares(share.position, .recommended)
                        }
                        if let all = parts[share.order], all.count == min(Self.shares, scenarios.count) {
                            let client = Self.client(share, all)
                            found.append((share.order, client))
                            progress(client, all.map(\.seconds).reduce(0, +))
                            parts[share.order] = nil
                        }
                    }
                    start()
                }
                // What was interrupted is reported as far as it came.
                for (order, some) in parts {
                    let options: KeyRunDocument.Options = order.isMultiple(of: 2) ? .default : .recommended
                    let share = Share(position: order / 2, options: options, number: 0, client: named[order / 2])
                    found.append((order, Self.client(share, some)))
                }
                return found.sorted { $0.0 < $1.0 }.map(\.1)
            }
        } catch {
            throw error as? KeyServerFailure ?? KeyServerFailure("\(error)")
        }
    }

    private static func client(_ share: Share, _ parts: [Part]) -> KeyRunDocument.Client {
        var client = KeyRunDocument.Client(label: share.client.label, options: share.options)
        client.detail = parts.lazy.compactMap(\.detail).first
        if client.detail == nil { client.implementation = parts.lazy.compactMap(\.profile).first }
        let steps = parts.flatMap(\.steps).sorted { $0.key < $1.key }
        client.steps = steps.flatMap(\.value)
        return client
    }

    /// Plays a share of the scenarios to one client.
    ///
    /// - Returns: `nil` if it was interrupted before it had said who it is.
    private func ask(_ share: Share) async throws(KeyServerFailure) -> Part? {
        var part = Part()
        let start = ContinuousClock.now
        let client = share.client.make()
        let profile: ImplementationProfile
        do throws(VerifierFault) {
            profile = try await client.profile()
        } catch {
            // Who was interrupted could have been run.
            if Task.isCancelled { return nil }
            let words = String(error.standardError.suffix(512)).bounded(to: 512)
            part.detail = "\(error.description.bounded(to: 512)) \(words)"
            return part
        }
        part.profile = profile
        let player = KeyPlayer(server: server, keys: keys)
        for (position, scenario) in scenarios.enumerated() where position % Self.shares == share.number {
            if Task.isCancelled { break }
            do throws(KeyServerFailure) {
                let steps = try await player.play(
                    scenario,
                    to: client,
                    named: "p\(share.order)-\(position)",
                    profile: profile,
                    options: share.options
                )
                // An interrupted step is none of the client's doing.
                if !Task.isCancelled { part.steps[position] = steps }
            } catch {
                // An interruption ends the key server too.
                if !Task.isCancelled { throw error }
            }
        }
        await client.finish()
        part.seconds = (ContinuousClock.now - start) / .seconds(1)
        return part
    }
}
