import FoundationEssentials

/// What is known of a client that fetches keys (`jwt-assay/key-baseline/1`).
///
/// Strict both ways: what isn't listed fails a run, and so does an entry that no longer holds.
package struct KeyBaseline: Hashable, Sendable, Codable {
    package static let schema = "jwt-assay/key-baseline/1"

    package var schema = KeyBaseline.schema
    /// The client's name.
    package var implementation: String
    package var entries: [Entry]

    /// Steps with one verdict.
    package struct Entry: Hashable, Sendable, Codable {
        /// The ids of the steps.
        package var steps: [String]
        package var verdict: KeyStepVerdict
        /// The options that it's about; both if absent.
        package var options: KeyRunDocument.Options?
        /// Why, in words.
        package var reason: String
    }

    /// Lists everything that isn't a pass.
    ///
    /// - Parameters:
    ///   - clients: one client, with one or both options.
    ///   - scenarios: what it was played.
    ///   - earlier: a baseline whose reasons are kept where the verdict still holds.
    package init(
        describing clients: [KeyRunDocument.Client],
        in scenarios: [KeyScenario],
        keeping earlier: KeyBaseline? = nil
    ) {
        var titles: [String: String] = [:]
        for scenario in scenarios {
            for step in scenario.steps { titles["\(scenario.id)/\(step.id)"] = scenario.title }
        }
        var reasons: [[String]: String] = [:]
        for entry in earlier?.entries ?? [] {
            for options in entry.options.map({ [$0] }) ?? KeyRunDocument.Options.allCases {
                for step in entry.steps { reasons[[step, entry.verdict.rawValue, options.rawValue]] = entry.reason }
            }
        }
        implementation = clients.lazy.compactMap(\.implementation?.name).first ?? clients.first?.label ?? ""
        var order: [[String]] = []
        var steps: [[String]: [String]] = [:]
        for client in clients {
            for record in client.steps where record.verdict.isFailure || record.verdict == .skipped {
                let usual = (titles[record.id].map { "\($0): " } ?? "") + record.verdict.meaning
                let known = reasons[[record.id, record.verdict.rawValue, client.options.rawValue]]
                let reason = record.verdict == .skipped ? record.detail ?? "" : known ?? usual
                let kind = [record.verdict.rawValue, client.options.rawValue, reason]
                if steps[kind] == nil { order.append(kind) }
                steps[kind, default: []].append(record.id)
            }
        }
        entries = order.map { kind in
            Entry(
                steps: steps[kind] ?? [],
                verdict: KeyStepVerdict(rawValue: kind[0]) ?? .skipped,
                options: KeyRunDocument.Options(rawValue: kind[1]),
                reason: kind[2]
            )
        }
    }

    /// Reads a file.
    ///
    /// - Throws: an error if it isn't one.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(KeyBaseline.self, from: Data(PrintableJSON.of(json)))
    }

    /// Marks what is listed.
    ///
    /// - Returns: the entries that no longer hold, each with one step that shows it.
    package func compare(with client: inout KeyRunDocument.Client) -> [String] {
        var listed: [String: Set<KeyStepVerdict>] = [:]
        for entry in entries where entry.options == nil || entry.options == client.options {
            for step in entry.steps { listed[step, default: []].insert(entry.verdict) }
        }
        var stale: [String] = []
        for index in client.steps.indices {
            let record = client.steps[index]
            let known = listed[record.id] ?? []
            if known.contains(record.verdict) {
                client.steps[index].listed = true
            } else if let verdict = known.first {
                stale.append("\(record.id) is listed as \(verdict.rawValue), but it's \(record.verdict.rawValue)")
            } else {
                client.steps[index].listed = false
            }
        }
        return stale
    }
}
