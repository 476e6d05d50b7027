import Synchronization

/// How much of what an implementation says is kept, so that no one fills the memory of the harness.
///
/// Each implementation of a run has one. While it lasts, texts are kept as documents have them; then their beginnings.
/// Verdicts don't depend on it: of a payload that isn't kept whole, enough is known to compare it.
final class KeptText: Sendable {
    /// The longest part of a payload that is kept, in octets.
    static let longestPayload = 4096

    /// The one of the implementation that this task asks.
    @TaskLocal static var current = KeptText()

    private let room: Atomic<Int>

    /// - Parameter room: how much is kept before only beginnings are, in octets.
    init(room: Int = 384 << 10) {
        self.room = Atomic(room)
    }

    /// Takes what is kept of a text out of the room.
    ///
    /// - Returns: whether there was room for it.
    private func takes(_ count: Int) -> Bool {
        count <= 64 || room.subtract(count, ordering: .relaxed).newValue >= 0
    }

    fileprivate func kept(_ text: String, _ limit: Int) -> String {
        let whole = text.bounded(to: limit)
        return takes(whole.utf8.count) ? whole : whole.bounded(to: 64)
    }

    fileprivate func keptLines(_ text: String) -> String {
        let whole = String(text.unicodeScalars.suffix(4096)).bounded(to: 4096, keepingLines: true)
        return takes(whole.utf8.count) ? whole : whole.bounded(to: 64, keepingLines: true)
    }

    fileprivate func kept(_ payload: Octets) -> Octets {
        let whole = payload.shortened(to: Self.longestPayload)
        return takes(whole.bytes.count) ? whole : payload.shortened(to: 64)
    }

    /// A token can't be looked at any more once it's shortened, so it has been examined before.
    fileprivate func kept(_ token: ExaminedToken) -> ExaminedToken {
        let text = takes(token.text.utf8.count) ? token.text : token.text.bounded(to: 256)
        var kept = ExaminedToken(text, defects: token.defects, objection: token.objection.map { self.kept($0, 1024) })
        kept.isRepeated = token.isRepeated
        return kept
    }
}

extension Outcome {
    /// The outcome as far as it's kept.
    var kept: Outcome {
        let room = KeptText.current
        switch self {
        case .answer(.accept(let payload)): return .answer(.accept(payload: room.kept(payload)))
        case .answer(.reject(let reason, let detail)):
            return .answer(
                .reject(reason: reason.map { room.kept($0, 256) }, detail: detail.map { room.kept($0, 1024) })
            )
        case .answer(.unsupported(let feature)): return .answer(.unsupported(feature: room.kept(feature, 256)))
        case .answer(.error(let detail)): return .answer(.error(detail: room.kept(detail, 1024)))
        case .token(let token): return .token(room.kept(token))
        case .fault(.crash(let what, let text)):
            return .fault(.crash(room.kept(what, 1024), standardError: room.keptLines(text)))
        case .fault(.hang(let seconds, let text)):
            return .fault(.hang(after: seconds, standardError: room.keptLines(text)))
        case .fault(.protocolViolation(let what, let text)):
            return .fault(.protocolViolation(room.kept(what, 1024), standardError: room.keptLines(text)))
        case .fault(.unavailable(let what, let text)):
            return .fault(.unavailable(room.kept(what, 1024), standardError: room.keptLines(text)))
        }
    }
}
