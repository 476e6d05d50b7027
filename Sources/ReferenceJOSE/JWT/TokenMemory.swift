import Synchronization

/// Tokens that were revoked before they expire.
///
/// The caller supplies it.
public protocol DenyList: Sendable {
    /// Whether the token with this `jti` was revoked.
    func denies(tokenID: String) -> Bool
}

/// Tokens that were used, if each may be used once.
///
/// The caller supplies it.
public protocol ReplayMemory: Sendable {
    /// Notes the use of a token that passed every other check.
    ///
    /// - Parameters:
    ///   - tokenID: its `jti`.
    ///   - expires: its `exp` in seconds since 1970-01-01T00:00:00Z, after which it needn't be remembered.
    /// - Returns: whether this is the first use.
    func isFirstUse(tokenID: String, expires: Double?) -> Bool
}

/// A deny list that doesn't change.
public struct FixedDenyList: DenyList {
    private let tokenIDs: Set<[UInt8]>

    /// These `jti` values.
    public init(_ tokenIDs: some Sequence<String>) {
        self.tokenIDs = Set(tokenIDs.map { Array($0.utf8) })
    }

    /// The `jti` values.
    package var listed: [String] { tokenIDs.map { String(decoding: $0, as: UTF8.self) } }

    /// Whether the `jti` is one of them, code point by code point.
    public func denies(tokenID: String) -> Bool {
        tokenIDs.contains(Array(tokenID.utf8))
    }
}

/// A replay memory that lives as long as the process and forgets nothing.
public final class UnboundedReplayMemory: ReplayMemory {
    private let seen: Mutex<Set<[UInt8]>>

    /// A memory that holds these `jti` values already.
    public init(seen tokenIDs: some Sequence<String> = []) {
        seen = Mutex(Set(tokenIDs.map { Array($0.utf8) }))
    }

    /// The `jti` values that it holds.
    package var remembered: [String] { seen.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }

    /// Remembers the `jti`, code point by code point.
    public func isFirstUse(tokenID: String, expires: Double?) -> Bool {
        seen.withLock { $0.insert(Array(tokenID.utf8)).inserted }
    }
}
