import ReferenceJOSE
import Synchronization

/// What the reference remembers of each sequence: the tokens that were used.
///
/// Bounded: the oldest sequence is forgotten when there are too many, as a caller may begin any number and ends none.
final class SequenceMemories: Sendable {
    private static let limit = 256

    private struct State {
        var names: [String] = []
        var memories: [String: UnboundedReplayMemory] = [:]
    }

    private let state = Mutex(State())

    /// The memory of a sequence; a new one for a question that belongs to none.
    func memory(of sequence: String?) -> UnboundedReplayMemory {
        guard let sequence else { return UnboundedReplayMemory() }
        return state.withLock { state in
            if let memory = state.memories[sequence] { return memory }
            if state.names.count == Self.limit { state.memories[state.names.removeFirst()] = nil }
            let memory = UnboundedReplayMemory()
            state.names.append(sequence)
            state.memories[sequence] = memory
            return memory
        }
    }
}
