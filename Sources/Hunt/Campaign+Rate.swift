package import JWTConformance
import ReferenceJOSE
package import Statistics

/// How fast one verifier answers the same tokens in a bare loop and in a hunt that finds nothing new.
package struct HuntRates: Sendable {
    /// Tokens a second in a bare loop, in each round.
    package fileprivate(set) var bare: [Double] = []
    /// Tokens a second in a hunt, in each round.
    package fileprivate(set) var hunting: [Double] = []

    /// The time that a token takes in a hunt, as a multiple of what it takes in the bare loop of the same round.
    package var overhead: PairedRatio? { PairedRatio(bare, over: hunting) }
}

extension Campaign {
    /// How fast tokens under HS256 are made and judged by the reference, in tokens for a second of one processor's time.
    ///
    /// - Parameters:
    ///   - seconds: how long, in processor time.
    ///   - seed: the seed number.
    /// - Returns: the rate; `nil` if no seed is a token under HS256.
    package func rate(seconds: Double, seed: UInt64) -> Double? {
        let seeds = seeds.filter { $0.algorithm == .hs256 && $0.signer != nil }
        guard !seeds.isEmpty else { return nil }
        let breeder = Breeder(seeds, keys: keys, number: seed)
        let start = MonotonicClock.threadNanoseconds()
        var (position, made, spent) = (0, 0, 0.0)
        while spent < seconds {
            for _ in 0..<1000 {
                if breeder.trial(breeder.candidate(at: position)) != nil { made += 1 }
                position += 1
            }
            spent = Double(MonotonicClock.threadNanoseconds() - start) / 1e9
        }
        return Double(made) / spent
    }

    /// How fast one verifier answers the same tokens in a bare loop and in a hunt that knows every fault, in turn.
    ///
    /// - Parameters:
    ///   - verifier: whom to ask.
    ///   - count: how many candidates to ask about in each round.
    ///   - rounds: how often.
    ///   - window: questions in flight.
    ///   - seed: the seed number.
    /// - Returns: the rates of each round.
    package func rates(
        of verifier: any Verifier,
        count: Int,
        rounds: Int,
        window: Int,
        seed: UInt64
    ) async -> HuntRates {
        let breeder = Breeder(seeds, keys: keys, number: seed)
        let respondent = VerifierRespondent(NamedVerifier(label: "v", verifier: verifier), window: window)
        let empty = await over([respondent]).document(corpus: "", seed: seed)
        let made = (0..<count).compactMap { breeder.trial(breeder.candidate(at: $0)) }
        let questions = made.map(HuntQuestion.init)
        let responses = await respondent.responses(to: questions)
        // What it's asked in earnest, and what doesn't end it.
        let asked = zip(questions, responses).filter { _, response in
            if case .failure = response { false } else { response != .unsupported }
        }.map(\.0.questions)
        var rates = HuntRates()
        for _ in 0..<rounds {
            let bare = await Self.seconds { await Self.ask(asked, verifier, window: window) }
            var document = empty
            var limits = Limits()
            limits.candidates = count
            limits.minimises = false
            let hunting = await Self.seconds { await over([respondent]).hunt(&document, until: limits) }
            rates.bare.append(Double(asked.count) / bare)
            rates.hunting.append(Double(document.verifiers[0].asked) / hunting)
        }
        return rates
    }

    private static func seconds(_ work: () async -> Void) async -> Double {
        let start = ContinuousClock.now
        await work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The bare loop: questions, or several in order, with so many in flight, and nothing done with the answers.
    private static func ask(_ all: [[Question]], _ verifier: any Verifier, window: Int) async {
        await withTaskGroup(of: Void.self) { group in
            var rest = all.makeIterator()
            func askNext() {
                guard let questions = rest.next() else { return }
                group.addTask { for question in questions { _ = try? await verifier.answer(question) } }
            }
            for _ in 0..<window { askNext() }
            for await _ in group { askNext() }
        }
    }
}
