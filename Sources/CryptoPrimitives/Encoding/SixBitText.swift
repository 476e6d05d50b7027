/// The inner loops of base64url (RFC 4648 section 5), each character six bits: strict, without padding, for the hot path.
///
/// Groups of four are four look-ups in tables whose addresses are constant: an array's own checks would double the time.
package enum SixBitText {
    /// How many octets so many characters encode.
    package static func octetCount(ofCharacters count: Int) -> Int {
        count / 4 * 3 + max(0, count % 4 - 1)
    }

    /// Decodes a text that is canonical; `nil` for any other.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var isCanonical = false
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: octetCount(ofCharacters: text.count)) { output, count in
            isCanonical = unsafe decode(text, into: output)
            count = isCanonical ? octetCount(ofCharacters: text.count) : 0
        }
        return isCanonical ? octets : nil
    }

    /// Decodes a text that is canonical into the first octets of an array, which grows where it's too short.
    ///
    /// - Returns: how many; `nil` where it isn't canonical.
    package static func decode(_ text: Span<UInt8>, into octets: inout [UInt8]) -> Int? {
        let count = octetCount(ofCharacters: text.count)
        if count > octets.count { octets = [UInt8](repeating: 0, count: count) }
        let isCanonical = unsafe octets.withUnsafeMutableBufferPointer { unsafe decode(text, into: $0) }
        return isCanonical ? count : nil
    }

    /// Writes ``octetCount(ofCharacters:)`` octets, and no more, into a buffer that has room for them.
    private static func decode(_ text: Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        let remainder = text.count % 4
        guard remainder != 1 else { return false }
        guard text.count > 1, var target = output.baseAddress else { return text.isEmpty }
        return unsafe text.withUnsafeBufferPointer { text in
            guard var source = text.baseAddress else { return false }
            let values = Self.values
            let end = unsafe source + (text.count - remainder)
            var faults: UInt32 = 0
            while unsafe source < end {
                let group = unsafe values.group(source)
                faults |= group
                unsafe target[0] = UInt8(truncatingIfNeeded: group >> 16)
                unsafe target[1] = UInt8(truncatingIfNeeded: group >> 8)
                unsafe target[2] = UInt8(truncatingIfNeeded: group)
                unsafe source += 4
                unsafe target += 3
            }
            guard remainder > 0 else { return faults < GroupValues.fault }
            let rest = unsafe values.rest(source, count: remainder)
            unsafe target[0] = UInt8(truncatingIfNeeded: rest >> 16)
            if remainder == 3 { unsafe target[1] = UInt8(truncatingIfNeeded: rest >> 8) }
            // The bits behind the last octet are zero (RFC 4648 section 3.5).
            return faults | rest < GroupValues.fault && rest & (remainder == 3 ? 0xFF : 0xFFFF) == 0
        }
    }

    /// The value of a character; `nil` where it has none.
    package static func value(of character: UInt8) -> UInt32? {
        let value = unsafe values.fourth[Int(character)]
        return value < GroupValues.fault ? value : nil
    }

    private static let values = GroupValues()
}

/// What each character contributes to a group of four, by its place.
///
/// Sharing is sound: it's never written to after it was made, nor freed.
@safe private struct GroupValues: @unchecked Sendable {
    /// What a character without a value contributes: a bit that no group has.
    static let fault: UInt32 = 1 << 24

    private let tables: UnsafeMutablePointer<UInt32>

    init() {
        unsafe tables = .allocate(capacity: 1_024)
        unsafe tables.initialize(repeating: Self.fault, count: 1_024)
        for (value, character) in SixBitText.alphabet.utf8.enumerated() {
            for place in 0..<4 {
                unsafe tables[place * 256 + Int(character)] = UInt32(value) << UInt32(18 - place * 6)
            }
        }
    }

    var fourth: UnsafeMutablePointer<UInt32> { unsafe tables + 768 }

    @inline(__always)
    func group(_ characters: UnsafePointer<UInt8>) -> UInt32 {
        unsafe tables[Int(characters[0])] | tables[256 + Int(characters[1])] | tables[512 + Int(characters[2])]
            | tables[768 + Int(characters[3])]
    }

    func rest(_ characters: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        unsafe tables[Int(characters[0])] | tables[256 + Int(characters[1])]
            | (count == 3 ? tables[512 + Int(characters[2])] : 0)
    }
}

// Encoding.
extension SixBitText {
    fileprivate static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// How many characters encode so many octets.
    package static func characterCount(ofOctets count: Int) -> Int {
        (count * 4 + 2) / 3
    }

    /// Writes the text of octets behind what's there.
    package static func encode(_ octets: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        let count = characterCount(ofOctets: octets.count)
        precondition(output.freeCapacity >= count)
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialised in
            if let start = buffer.baseAddress { unsafe encode(octets, into: start + initialised) }
            initialised += count
        }
    }

    private static func encode(_ octets: Span<UInt8>, into start: UnsafeMutablePointer<UInt8>) {
        let characters = unsafe Self.characters
        unsafe octets.withUnsafeBufferPointer { octets in
            guard var source = octets.baseAddress else { return }
            var target = unsafe start
            let remainder = octets.count % 3
            let end = unsafe source + (octets.count - remainder)
            while unsafe source < end {
                let group = unsafe UInt32(source[0]) << 16 | UInt32(source[1]) << 8 | UInt32(source[2])
                unsafe target[0] = characters[Int(group >> 18)]
                unsafe target[1] = characters[Int(group >> 12 & 63)]
                unsafe target[2] = characters[Int(group >> 6 & 63)]
                unsafe target[3] = characters[Int(group & 63)]
                unsafe source += 3
                unsafe target += 4
            }
            guard remainder > 0 else { return }
            let rest = unsafe UInt32(source[0]) << 16 | (remainder == 2 ? UInt32(source[1]) << 8 : 0)
            unsafe target[0] = characters[Int(rest >> 18)]
            unsafe target[1] = characters[Int(rest >> 12 & 63)]
            if remainder == 2 { unsafe target[2] = characters[Int(rest >> 6 & 63)] }
        }
    }

    /// Never freed, and never written to after it was made.
    private nonisolated(unsafe) static let characters: UnsafePointer<UInt8> = {
        let characters = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
        for (value, character) in alphabet.utf8.enumerated() { unsafe (characters + value).initialize(to: character) }
        return unsafe UnsafePointer(characters)
    }()
}
