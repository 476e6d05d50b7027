/// What happens while implementations verify each other's tokens, for whoever shows how far it is.
package enum InteropEvent: Hashable, Sendable {
    /// What everybody does before anybody goes on.
    package enum Round: Hashable, Sendable {
        /// Everybody signs with every algorithm.
        case signing
        /// Everybody verifies what everybody signed.
        case verifying
    }

    /// A round begins, with so many questions to all participants together.
    case roundStarted(Round, questions: Int, participants: Int)
    /// A participant, by its label, begins its part of the round.
    case participantStarted(String)
    /// So many questions are over, asked or not.
    case questionsFinished(Int)
    /// A participant, by its label, has ended its part of the round.
    case participantFinished(String)
}
