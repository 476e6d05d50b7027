import CLibCrypto

/// A failure of a cryptographic operation that isn't the verdict on a signature.
package enum CryptoError: Error, Hashable, Sendable {
    /// The key material isn't a key: the reason.
    case malformedKey(String)
    /// libcrypto doesn't support the request: what was asked for.
    case unsupported(String)
    /// libcrypto failed unexpectedly: its error message.
    case failure(String)
}

extension CryptoError {
    /// The newest error of this thread's queue, which is emptied: a leftover would mislead the next caller.
    static func takingQueue(_ what: String) -> CryptoError {
        .failure("\(what): \(takeErrorQueue())")
    }
}

/// Empties this thread's error queue.
///
/// - Returns: libcrypto's words for the newest error.
@discardableResult
func takeErrorQueue() -> String {
    let code = ERR_peek_last_error()
    ERR_clear_error()
    guard code != 0 else { return "no error recorded" }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        unsafe ERR_error_string_n(code, buffer.baseAddress, buffer.count)
        return unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
    }
}
