import JWTConformance
import StrictJSON

/// The text of a reply, which every reader has to read alike.
enum ReplyText {
    private static let maximumDepth = 512

    /// What the protocol doesn't allow of a line that a decoder has read.
    ///
    /// A decoder passes over a byte order mark, reads UTF-16, forgives a comma too many, looks at no string that nobody asked
    /// for, and takes one of two members with the same name: another reader would take the other, or nothing.
    ///
    /// - Parameter line: JSON, or nearly.
    /// - Returns: what is wrong, in words; `nil` if nothing is.
    static func flaw(in line: [UInt8]) -> String? {
        let line = withoutSpelledNULs(line)
        // No value or name is shorter than an octet and what parts it from the next.
        var outline = JSONOutline(capacity: line.count / 2 + 2)
        if outline.read(line.span, maximumDepth: maximumDepth) == .read { return nil }
        do {
            _ = try JSONParser(maximumDepth: maximumDepth).parse(line.span)
            return nil
        } catch {
            return error.detail
        }
    }

    /// The line with the escapes of U+0000 taken for those of another character.
    ///
    /// Nothing is wrong with them here, but with tokens, which the reader is meant for.
    private static func withoutSpelledNULs(_ line: [UInt8]) -> [UInt8] {
        var line = line
        var position = 0
        while let escape = line[position...].firstIndex(of: UInt8(ascii: "\\")), escape + 1 < line.count {
            position = escape + 2
            if line[(escape + 1)...].starts(with: "u0000".utf8) { line[escape + 5] = UInt8(ascii: "1") }
        }
        return line
    }
}
