import CommandLineKit
import Fleet
import JWTAdapters
import JWTConformance
import JWTReports

extension ExplainCommand {
    /// Plays a scenario to each client and shows every step with its requests.
    ///
    /// - Parameter id: the scenario's id.
    /// - Returns: always `asExpected`, whatever the verdicts.
    /// - Throws: an error if no scenario has this id, the corpus can't be read, or the server or a client can't be run.
    func explainKeys(_ id: String) async throws -> ExitStatus {
        let all = try corpusOptions.keyScenarios()
        guard let scenario = all.first(where: { VectorPattern($0.id).matches(id) }) else {
            let near = all.map(\.id).nearest(to: id).map { "did you mean \($0)?" }
            throw Failure(.nothingSelected, "unknown scenario \(id); \(near ?? "`jwt-assay keys --help` says more")")
        }
        let text = KeyPlayText(style: Terminal.style(appearance.color))
        try Terminal.write(text.heading(scenario))
        let named = try verifiers.isEmpty ? [VerifierArgument("reference")] : verifiers
        let server = try await KeyServer.started()
        let player = KeyPlayer(server: server, keys: try corpusOptions.keyRecords()) { event in
            try? Terminal.write(text.text(event.step, seen: event.seen, record: event.record))
        }
        for (number, argument) in named.enumerated() {
            let client = try argument.keyClient().make()
            let profile: ImplementationProfile
            do throws(VerifierFault) {
                profile = try await client.profile()
            } catch {
                throw Failure(.incomplete, "\(argument.label): \(error)")
            }
            try Terminal.write("\n== \(profile.name) \(profile.version)\n".bounded(to: 200, keepingLines: true))
            let options = KeyRunDocument.Options.default
            let records: [KeyRunDocument.StepRecord]
            do throws(KeyServerFailure) {
                records = try await player.play(
                    scenario,
                    to: client,
                    named: "explain\(number)",
                    profile: profile,
                    options: options
                )
            } catch {
                throw Failure(.suiteDefect, error.description)
            }
            for record in records where record.verdict == .skipped {
                try Terminal.write("\(record.id) skipped: \(record.detail ?? "")\n")
            }
            await client.finish()
        }
        await server.finish()
        return .asExpected
    }
}
