import JWTConformance
import Synchronization

/// What is known of a program from one process to the next.
package final class ProgramRecord: Sendable {
    private struct State {
        var profile: ImplementationProfile?
        var contradictions: [String] = []
        /// How long the program took until hello, and then until its first answer, at its slowest.
        var hello: Duration?
        var firstAnswer: Duration?
        var hasHadItsTime = false
    }

    /// How many contradictions are kept: a program may tell another story each time.
    private static let most = 4

    private let state = Mutex(State())

    package init() {}

    /// How the program contradicted itself when it was started again, a sentence each.
    var contradictions: [String] { state.withLock { $0.contradictions } }

    /// Takes what a process said of itself: it's the same program, and must say the same.
    func note(_ profile: ImplementationProfile) {
        state.withLock { state in
            guard let first = state.profile else {
                state.profile = profile
                return
            }
            for difference in first.differences(from: profile)
            where state.contradictions.count < Self.most && !state.contradictions.contains(difference) {
                state.contradictions.append(difference)
            }
        }
    }

    /// Notes how long a process took to say hello, or then to answer for the first time.
    func noteWarmUp(_ duration: Duration, isAnswer: Bool) {
        state.withLock { state in
            if isAnswer {
                state.firstAnswer = max(state.firstAnswer ?? .zero, duration)
            } else {
                state.hello = max(state.hello ?? .zero, duration)
            }
        }
    }

    /// Notes that the first question to a process had all the time that it could have, and stayed without an answer.
    func noteSilence() {
        state.withLock { $0.hasHadItsTime = true }
    }

    /// How long the first answer of a process may take, if any other may take `limit`.
    ///
    /// A virtual machine loads and compiles its classes then, which isn't the question's fault. Until it's known how long that
    /// takes, three times as long are allowed, once; then, as much more as it took, or else as hello took.
    func allowance(for limit: Duration) -> Duration {
        state.withLock { state in
            guard state.firstAnswer != nil || state.hasHadItsTime else { return limit * 3 }
            return min(limit * 3, limit + (state.firstAnswer ?? state.hello ?? .zero))
        }
    }
}

extension ImplementationProfile {
    /// What another process of the same program says otherwise, a sentence each.
    fileprivate func differences(from other: ImplementationProfile) -> [String] {
        let texts: [(String, String, String)] = [
            ("name", name, other.name), ("version", version, other.version), ("language", language, other.language),
            ("runtime", runtime ?? "none", other.runtime ?? "none"),
        ]
        var sentences = texts.filter { $0.1 != $0.2 }.map { what, first, then in
            "broke the protocol: started again, it says another \(what): first \(Excerpt(first)), then \(Excerpt(then))"
        }
        if capabilities?.sets != other.capabilities?.sets {
            sentences.append("broke the protocol: started again, it declares other capabilities")
        }
        return sentences
    }
}

extension Capabilities {
    /// What is declared, in no order: some languages list what is in a set otherwise each time.
    fileprivate var sets: [Set<String>] {
        [operations, algorithms, serializations, keys, contents, policy].map(Set.init)
            + [[clock.rawValue, sequences ? "sequences" : ""]]
    }
}
