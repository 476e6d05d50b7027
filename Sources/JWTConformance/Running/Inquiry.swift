/// What a process is asked and can be asked again in another: a vector, or a series of questions.
package struct Inquiry: Sendable {
    /// What came back.
    package struct Reply: Sendable {
        /// The attempts, in order; the last may be a fault.
        package var attempts: [Attempt]
        /// The vector with the token that was made for this asking.
        var minted: Vector?
        /// Why no token could be made.
        var mintError: String?

        /// What came back, attempt by attempt.
        package init(attempts: [Attempt]) {
            self.attempts = attempts
        }

        /// With the vector that was asked about.
        init(attempts: [Attempt], minted: Vector) {
            (self.attempts, self.minted) = (attempts, minted)
        }

        /// Without an attempt, as there is no token.
        init(mintError: String) {
            (attempts, self.mintError) = ([], mintError)
        }

        /// The fault that stands in place of the last answer.
        package var fault: VerifierFault? { attempts.last?.fault }
    }

    /// Asks a verifier the first few questions; `patience`, in seconds, shortens their time limits.
    package typealias Asking = @Sendable (_ verifier: any Verifier, _ steps: Int, _ patience: Double?) async -> Reply

    /// Different for each inquiry of a session.
    let number: Int
    /// How many questions it has; at least 1.
    let steps: Int
    let ask: Asking

    /// Something to ask.
    package init(_ number: Int, steps: Int = 1, ask: @escaping Asking) {
        (self.number, self.steps, self.ask) = (number, max(1, steps), ask)
    }
}

extension Inquiry {
    /// Asks about a vector as it stands.
    init(_ vector: Vector, at position: Int, by asker: Asker) {
        self.init(position) { verifier, _, patience in
            Reply(attempts: [await asker.asking(verifier, patience).attempt(vector)])
        }
    }

    /// Asks about a vector with a token made for the time of asking: the clock runs.
    init(_ vector: Vector, at position: Int, by asker: Asker, minter: any Minter) {
        self.init(position) { verifier, _, patience in
            do throws(MintError) {
                let minted = try vector.mintedNow(by: minter)
                let attempt = await asker.asking(verifier, patience).attempt(minted)
                return Reply(attempts: [attempt], minted: minted)
            } catch {
                return Reply(mintError: "\(error)")
            }
        }
    }

    /// Asks a series of questions with nothing else in flight.
    init(_ series: QuestionSeries, number: Int, by asker: Asker) {
        self.init(number, steps: series.questions.count) { verifier, steps, patience in
            Reply(attempts: await series.ask(asker.asking(verifier, patience), steps: steps))
        }
    }
}
