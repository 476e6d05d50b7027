import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports
import ReportKit

/// A quick look whether an adapter works at all.
struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke",
        abstract: "Checks that a verifier works: one valid and one forged token per declared algorithm."
    )

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifier: VerifierArgument

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var appearance: AppearanceOptions

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let named = verifier.named(vectors: corpusOptions.vectors)
            let (greeting, wasStopped) = try await Signals.interruptible { await named.greeting() }
            let profile: ImplementationProfile
            switch greeting {
            case .success(let greeted): profile = greeted
            case .failure where wasStopped:
                Terminal.complain("INCOMPLETE: interrupted before \(verifier.text) said hello")
                return .interrupted
            case .failure(let error):
                // Here the program's own words stand as they are, folders and all.
                Terminal.complain("error: \(verifier.text): \(error)")
                Terminal.quote(error.standardError, lines: 40)
                if let greeting = verifier.greeting {
                    Terminal.talk("  to see for yourself: \(greeting.bounded(to: 2048))\n")
                }
                return .incomplete
            }
            let sample = SmokeSample(corpus, capabilities: profile.capabilities)
            guard !sample.vectors.isEmpty else {
                await named.verifier.finish()
                throw Failure(
                    .nothingSelected,
                    "no vector fits what \(profile.name) declares"
                )
            }
            var options = Runner.Options()
            options.window = 1
            let (runner, vectors) = (Runner(options: options), sample.vectors)
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run(vectors, verifiers: [named])
            }
            try Terminal.write(SmokeReport(sample, document, style: Terminal.style(appearance.color)).text)
            if wasInterrupted { return .interrupted }
            guard let run = document.implementations.first, run.state != .unavailable else {
                Terminal.complain("error: \(verifier.text) \(document.implementations.first?.detail ?? "")")
                return .incomplete
            }
            guard !run.hasAskedNothing else {
                throw Failure(
                    .nothingSelected,
                    "\(profile.name) can't be asked any of these; jwt-assay run asks everything"
                )
            }
            let unasked = sample.unasked(in: corpus)
            for name in unasked {
                Terminal.complain("error: \(name) is declared, but the other capabilities leave no vector to ask of it")
            }
            return run.deviations.isEmpty && unasked.isEmpty ? .asExpected : .deviation
        }
    }
}

extension NamedVerifier {
    /// Who the verifier says it is; one that doesn't say it is finished.
    fileprivate func greeting() async -> Result<ImplementationProfile, VerifierFault> {
        do throws(VerifierFault) {
            return .success(try await verifier.profile)
        } catch {
            await verifier.finish()
            return .failure(error)
        }
    }
}
