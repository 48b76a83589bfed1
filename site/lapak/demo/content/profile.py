"""Who stands behind the demo shop and how to get there. People, hours of the gate and distances are examples."""

SLUG = "tentang"
TITLE = "Tentang kami"
INTRO = "Toko kecil di dalam perumahan, dengan barang pilihan dan tetangga yang saling kenal."

STORY = [
    (
        "paragraph",
        "<p>Lapak Contoh bermula dari satu meja di teras rumah: beberapa bungkus keripik pisang dan sambal "
        "bawang untuk tetangga. Lama-lama ada yang menitipkan amplang, ada yang meminta beras dan telur supaya "
        "tidak perlu jauh-jauh ke pasar. Sekarang ada lebih dari empat puluh barang, dari camilan khas "
        "Kalimantan Timur sampai sapu lidi.</p>"
        "<p>Sebagian kami buat sendiri, sebagian titipan tetangga, sisanya kami beli dari pemasok yang kami "
        "kenal. Toko ini contoh untuk belajar: nama orang dan ceritanya karangan, tetapi cara kerjanya "
        "sungguhan.</p>",
    ),
]

PEOPLE = [
    {
        "name": "Ibu Siti (contoh)",
        "role": "Pemilik",
        "text": "Memasak sambal, memilih barang, dan menjawab pesan Anda.",
    },
    {
        "name": "Pak Rahmat (contoh)",
        "role": "Pengantaran",
        "text": "Mengantar pesanan dengan motor, pagi dan sore.",
    },
    {
        "name": "Rina (contoh)",
        "role": "Pengemasan dan stok",
        "text": "Menghitung, memeriksa tanggal kedaluwarsa, dan mengemas dengan rapi.",
    },
]

VALUES = [
    {
        "title": "Jujur",
        "text": "Berat, bahan, dan status halal ditulis apa adanya. Stok yang tampil adalah stok yang ada.",
    },
    {"title": "Segar", "text": "Yang dibuat sendiri dibuat sedikit-sedikit, supaya tidak lama di rak."},
    {"title": "Dekat", "text": "Barang tetangga didahulukan. Uangnya berputar di lingkungan sendiri."},
]

WAY_IN_INTRO = (
    "Toko kami berada di dalam Perumahan Graha Poltekba. Jalannya melewati gerbang kampus Politeknik Negeri "
    "Balikpapan, jadi Anda akan bertemu petugas keamanan. Tidak perlu sungkan: pembeli boleh lewat."
)
GATE = "Gerbang utama kampus Politeknik Negeri Balikpapan, dari Jalan Soekarno-Hatta"
GATE_HOURS = "Setiap hari pukul 06.00–21.00 WITA (contoh; tanyakan dulu pada hari libur)"
GATE_WORDS = "Selamat siang, Pak. Saya mau ke Lapak Contoh di Perumahan Graha Poltekba."
WAY_IN = [
    {
        "title": "Masuk lewat gerbang utama",
        "text": "Dari Jalan Soekarno-Hatta, cari papan nama Politeknik Negeri Balikpapan, lalu masuk lewat "
        "gerbang itu.",
        "photo": ("gerbang-kampus.png", "Gambar gerbang kampus dengan papan nama di atas jalan masuk (contoh)."),
    },
    {
        "title": "Sapa petugas keamanan",
        "text": "Buka kaca helm atau jendela mobil, sebutkan tujuan Anda. Kartu identitas mungkin dititipkan sebentar.",
        "photo": ("pos-jaga.png", "Gambar pos jaga dengan palang di samping jalan (contoh)."),
    },
    {
        "title": "Ikuti jalan kampus",
        "text": "Jalan pelan-pelan, banyak mahasiswa menyeberang. Terus sampai jalan keluar ke arah perumahan.",
    },
    {
        "title": "Masuk Perumahan Graha Poltekba",
        "text": "Cari rumah dengan papan “Lapak Contoh” dan meja di teras. Sepeda motor boleh parkir di depan.",
        "photo": ("rumah-lapak.png", "Gambar rumah dengan papan Lapak Contoh dan meja di teras (contoh)."),
    },
    {
        "title": "Bingung? Kirim pesan",
        "text": "Kirim lokasi Anda lewat WhatsApp. Kami pandu, atau kami jemput di gerbang.",
    },
]
SKETCH = "denah-jalan-masuk.png"
SKETCH_WORDS = (
    "Denah: dari Jalan Soekarno-Hatta masuk gerbang utama kampus, lapor di pos jaga, lurus melewati gedung kuliah, "
    "lalu belok kanan ke Perumahan Graha Poltekba Blok C Nomor 7."
)
DELIVERY_TEXT = (
    "Kami mengantar sendiri dengan sepeda motor ke seluruh Kota Balikpapan. Ongkosnya menurut kelurahan. Ambil "
    "sendiri di toko selalu gratis."
)
