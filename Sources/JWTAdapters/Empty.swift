// JWTAdapters
