/// Texts as a C function takes them: an array of pointers, each to octets that end with U+0000.
enum CStrings {
    /// Hands texts to a function.
    ///
    /// - Parameters:
    ///   - texts: none holds U+0000, or its end is there.
    ///   - body: is given the pointers, and behind them a null pointer, and the lengths without the U+0000; none of them
    ///     outlives it.
    /// - Returns: what the function returns.
    static func with<Result>(
        _ texts: [String],
        _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>, UnsafeMutablePointer<Int>) -> Result
    ) -> Result {
        var octets: [CChar] = []
        var lengths: [Int] = []
        for text in texts {
            octets += text.utf8.lazy.map(CChar.init(bitPattern:))
            octets.append(0)
            lengths.append(text.utf8.count)
        }
        return unsafe octets.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            var pointers: [UnsafePointer<CChar>?] = unsafe lengths.map { length in
                defer { unsafe next = next.map { unsafe $0 + length + 1 } }
                return unsafe next
            }
            unsafe pointers.append(nil)
            return unsafe body(&pointers, &lengths)
        }
    }
}
