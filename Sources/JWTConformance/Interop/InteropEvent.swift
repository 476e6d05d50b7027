/// What happens while implementations verify each other's tokens, to show progress.
package enum InteropEvent: Hashable, Sendable {
    /// A phase that all participants finish before the next one starts.
    package enum Round: Hashable, Sendable {
        /// All participants sign with every algorithm.
        case signing
        /// All participants verify all tokens.
        case verifying
    }

    /// A round begins, with the total number of questions and of participants.
    case roundStarted(Round, questions: Int, participants: Int)
    /// A participant, by its label, begins its part of the round.
    case participantStarted(String)
    /// This many more questions are done, asked or skipped.
    case questionsFinished(Int)
    /// A participant, by its label, has ended its part of the round.
    case participantFinished(String)
}
