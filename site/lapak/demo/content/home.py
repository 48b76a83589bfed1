"""The first page of the demo shop."""

SLUG = "beranda"
TITLE = "Lapak Contoh"
HERO_TITLE = "Kebutuhan dapur dan camilan khas Balikpapan"
HERO_TEXT = (
    "Dari tetangga untuk tetangga di Graha Indah. Pesan tanpa mendaftar, bayar lewat transfer bank, lalu kami "
    "antar atau ambil sendiri."
)
CHOSEN = [
    "amplang-ikan-tenggiri",
    "abon-kepiting-balikpapan",
    "keripik-pisang-kepok-original",
    "sambal-bawang-rumahan",
    "kopi-bubuk-robusta-kaltim",
    "beras-lokal-pulen-5-kg",
    "telur-ayam-negeri-1-rak",
    "keranjang-anyaman-rotan",
]

HOW_TO_BUY = {
    "heading": "Cara belanja",
    "steps": [
        {"title": "Pilih barang", "text": "Masukkan ke keranjang. Tidak perlu mendaftar atau membuat kata sandi."},
        {
            "title": "Buat pesanan",
            "text": "Isi nama dan nomor WhatsApp, pilih diantar atau ambil sendiri. Totalnya terlihat sebelum "
            "Anda memesan.",
        },
        {
            "title": "Transfer sesuai jumlah",
            "text": "Sampai tiga angka terakhir, jangan dibulatkan. Angka itu menandai pesanan Anda.",
        },
        {
            "title": "Terima barang",
            "text": "Kami kemas setelah uang diterima, lalu kami antar atau kami kabari untuk diambil.",
        },
    ],
}

TRUST = {
    "heading": "Siapa kami",
    "text": (
        "<p>Kami usaha rumahan di Perumahan Graha Poltekba, diurus oleh Ibu Siti (tokoh contoh) bersama "
        "keluarga dan tetangga. Anda boleh datang, melihat barangnya, dan bertanya langsung.</p>"
        "<ul><li><b>Barang tidak sesuai?</b> Kami ganti atau uang kembali. Baca "
        '<a href="/pengembalian-dan-pengaduan/">aturan pengembalian</a>.</li>'
        "<li><b>Ada keluhan?</b> Kami jawab dengan batas waktu. Baca "
        '<a href="/tata-cara-pengaduan/">tata cara pengaduan</a>.</li></ul>'
    ),
    "halal": "Status tiap makanan tertulis di halaman produknya. Yang belum bersertifikat kami sebut belum.",
    "permit": "Nomornya kami cantumkan bila ada. Di toko contoh ini nomornya hanya contoh.",
}

OPINIONS = {
    "heading": "Kata pembeli",
    "opinions": [
        {
            "words": "Amplangnya tetap renyah sampai di Jawa, padahal naik kapal dua hari.",
            "name": "Bu Wati, Graha Indah (contoh)",
            "about": "Amplang Ikan Tenggiri",
        },
        {
            "words": "Pesan pagi, sore sudah diantar. Jumlah transfernya jelas, jadi tidak bolak-balik bertanya.",
            "name": "Mas Dani, Batu Ampar (contoh)",
            "about": "",
        },
        {
            "words": "Sambalnya terasa buatan rumah. Tanggal kedaluwarsanya tertulis, itu yang saya suka.",
            "name": "Ibu Nur, Karang Joang (contoh)",
            "about": "Sambal Bawang Rumahan",
        },
    ],
}

# Days count from the day on which the demo is made.
SEASON = {
    "days": (0, 45),
    "title": "Musim oleh-oleh akhir tahun",
    "text": "Amplang, abon kepiting, dan keripik pisang dibungkus rapat untuk perjalanan jauh. Pesan sehari "
    "sebelum berangkat, kami siapkan.",
    "button": "Lihat oleh-oleh",
    "page": "amplang-ikan-tenggiri",
}


def body(product_ids: list[int]) -> list:
    """`product_ids` are pages of the chosen products, in order."""
    return [
        ("products", {"heading": "Pilihan minggu ini", "products": product_ids}),
        ("promotions", {"heading": "Sedang berlangsung"}),
        ("best_sellers", {"heading": "Paling banyak dibeli", "most": 4}),
        ("categories", {"heading": "Belanja menurut kategori"}),
        ("how_to_buy", HOW_TO_BUY),
        ("trust", TRUST),
        ("opinions", OPINIONS),
    ]
