package import JWTConformance

extension Campaign {
    /// How fast tokens are made and judged by the reference, on one thread, in tokens a second.
    ///
    /// - Parameters:
    ///   - seconds: how long.
    ///   - seed: the seed number.
    /// - Returns: the rate.
    package func rate(seconds: Double, seed: UInt64) -> Double {
        let breeder = Breeder(seeds, keys: keys, number: seed)
        let start = ContinuousClock.now
        var (position, made) = (0, 0)
        while (ContinuousClock.now - start) / .seconds(1) < seconds {
            for _ in 0..<1000 {
                if breeder.trial(breeder.candidate(at: position)) != nil { made += 1 }
                position += 1
            }
        }
        return Double(made) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// How fast one verifier answers the same tokens: in a bare loop, and in a hunt that knows every fault.
    ///
    /// - Parameters:
    ///   - verifier: whom to ask; it's asked by both in turn, and said hello before.
    ///   - count: how many candidates to ask about.
    ///   - window: questions in flight.
    ///   - seed: the seed number.
    /// - Returns: tokens a second in each.
    package func rates(
        of verifier: any Verifier,
        count: Int,
        window: Int,
        seed: UInt64
    ) async -> (bare: Double, hunting: Double) {
        let breeder = Breeder(seeds, keys: keys, number: seed)
        let respondent = VerifierRespondent(NamedVerifier(label: "v", verifier: verifier), window: window)
        _ = await respondent.introduce()
        let made = (0..<count).compactMap { breeder.trial(breeder.candidate(at: $0)) }.filter {
            $0.questions.count == 1
        }
        let questions = made.map(HuntQuestion.init)
        let responses = await respondent.responses(to: questions)
        // What it's asked in earnest, and what doesn't end it.
        let asked = zip(questions, responses).filter { _, response in
            if case .failure = response { false } else { response != .unsupported }
        }.map(\.0.questions[0])
        func timed(_ work: () async -> Void) async -> Double {
            let start = ContinuousClock.now
            await work()
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let bare = await timed {
            await withTaskGroup(of: Void.self) { group in
                var rest = asked.makeIterator()
                func askNext() {
                    guard let question = rest.next() else { return }
                    group.addTask { _ = try? await verifier.answer(question) }
                }
                for _ in 0..<window { askNext() }
                for await _ in group { askNext() }
            }
        }
        var document = await over([respondent]).document(corpus: "", seed: seed)
        var limits = Limits()
        limits.candidates = count
        limits.minimises = false
        let hunting = await timed { await over([respondent]).hunt(&document, until: limits) }
        return (Double(asked.count) / bare, Double(document.verifiers[0].asked) / hunting)
    }
}
