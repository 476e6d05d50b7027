import JWTConformance
import Synchronization

/// The last bytes that a program wrote to its standard error stream: kept for the report, never a verdict.
final class StandardErrorTail: Sendable {
    private let limit: Int
    private let kept = Mutex<(bytes: [UInt8], isCut: Bool)>(([], false))

    init(limit: Int) {
        self.limit = limit
    }

    func append(_ bytes: [UInt8]) {
        kept.withLock { kept in
            kept.bytes += bytes
            // Cut at twice the limit, so that a chatty program costs one copy per limit and not one per write.
            guard kept.bytes.count > 2 * limit else { return }
            kept.bytes.removeFirst(kept.bytes.count - limit)
            kept.isCut = true
        }
    }

    /// The end of the text, printable; invalid UTF-8 is replaced.
    var text: String {
        kept.withLock { kept in
            let isCut = kept.isCut || kept.bytes.count > limit
            let text = String(decoding: kept.bytes.suffix(limit), as: UTF8.self)
            return ((isCut ? "…" : "") + text).bounded(to: limit + 1, keepingLines: true)
        }
    }
}
