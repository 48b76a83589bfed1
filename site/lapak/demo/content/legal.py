"""Terms, privacy, returns and how to buy. Honest words that the law allows; an owner adapts them to the real shop.

Sources: UU 8/1999 (consumer protection; article 18 voids a clause that refuses all returns), PP 80/2019 (trade by
electronic systems: complaints, time to exchange), UU 27/2022 (personal data: consent, rights, 3 x 24 hours).
"""

HOW_TO_BUY = {
    "slug": "cara-belanja",
    "title": "Cara belanja",
    "intro": "<p>Tanpa mendaftar, tanpa kata sandi. Dari memilih sampai memesan hanya perlu beberapa menit.</p>",
    "body": [
        (
            "paragraph",
            "<h2>1. Pilih barang</h2><p>Buka halaman produk, pilih barang dan jumlahnya, lalu tekan tombol "
            "keranjang. Isi keranjang tersimpan selama 30 hari.</p>"
            "<h2>2. Isi data dan buat pesanan</h2><p>Tulis nama dan nomor WhatsApp, lalu pilih diantar atau "
            "diambil sendiri. Jumlah yang harus dibayar, termasuk ongkos kirim, terlihat sebelum Anda menekan "
            "“Buat pesanan”.</p>"
            "<h2>3. Transfer dengan jumlah yang tepat</h2><p>Halaman pembayaran menunjukkan nomor rekening dan "
            "jumlah sampai tiga angka terakhir. <b>Jangan dibulatkan</b>: angka itulah yang menandai pesanan "
            "Anda. Bayar sebelum batas waktu yang tertulis di sana. Di dekat toko Anda juga bisa membayar tunai: "
            "saat barang diantar (COD) atau saat Anda mengambilnya.</p>"
            "<h2>4. Terima barang</h2><p>Setelah uang kami terima, pesanan dikemas, lalu diantar atau siap "
            "diambil. Perkembangannya bisa dilihat kapan saja di halaman pesanan Anda atau lewat halaman "
            "Lacak.</p>"
            "<h2>Butuh bantuan?</h2><p>Hubungi kami lewat WhatsApp. Nomornya ada di bagian bawah setiap "
            "halaman.</p>",
        )
    ],
}

TERMS = {
    "slug": "syarat-dan-ketentuan",
    "purpose": "terms",
    "title": "Syarat dan ketentuan",
    "intro": "<p>Aturan main antara Anda dan kami, ditulis sesingkat dan sejelas mungkin.</p>",
    "effective_on": "2026-11-01",
    "body": [
        (
            "paragraph",
            "<h2>Penjual</h2><p>Toko ini dijalankan oleh usaha mikro perorangan. Nama, alamat, jam buka, dan "
            "cara menghubungi kami tercantum di halaman Tentang dan di bagian bawah setiap halaman.</p>"
            "<h2>Harga dan stok</h2><p>Semua harga dalam rupiah. Jumlah yang harus dibayar, termasuk ongkos "
            "kirim, ditunjukkan sebelum Anda memesan, dan tidak berubah setelah pesanan dibuat. Foto "
            "menggambarkan barang sebaik mungkin; warna dan bentuk bisa sedikit berbeda.</p>"
            "<h2>Pesanan dan pembayaran</h2><p>Barang disisihkan untuk Anda begitu pesanan dibuat. Jumlah "
            "transfer memuat kode unik beberapa rupiah supaya pembayaran Anda dikenali. Pesanan yang belum "
            "dibayar sampai batas waktunya menjadi kedaluwarsa, dan barangnya dilepas kembali. Uang yang masuk "
            "setelah itu tidak hilang: kami hubungi Anda untuk meneruskan pesanan atau mengembalikan "
            "uangnya. Pesanan yang dibayar tunai kami pastikan dulu lewat WhatsApp.</p>"
            "<h2>Pengantaran</h2><p>Kami mengantar ke wilayah yang tercantum di halaman Tentang. Waktu tiba "
            "adalah perkiraan. Kalau terlambat, kami kabari.</p>"
            "<h2>Pembatalan</h2><p>Selama barang belum diserahkan, Anda boleh membatalkan pesanan lewat "
            "WhatsApp. Uang yang sudah dibayar kami kembalikan seluruhnya.</p>"
            "<h2>Barang tidak sesuai</h2><p>Rusak, salah, atau kurang? Lihat halaman Pengembalian dan "
            "pengaduan. Syarat ini tidak mengurangi hak Anda menurut Undang-Undang Perlindungan Konsumen.</p>",
        )
    ],
}

PRIVACY = {
    "slug": "kebijakan-privasi",
    "purpose": "privacy",
    "title": "Kebijakan privasi",
    "intro": "<p>Data Anda milik Anda. Kami hanya meminta yang diperlukan untuk mengurus pesanan.</p>",
    "effective_on": "2026-11-01",
    "body": [
        (
            "paragraph",
            "<h2>Data yang kami simpan</h2><ul><li>Nama, nomor WhatsApp, dan alamat, untuk memproses dan "
            "mengantar pesanan.</li>"
            "<li>Isi pesanan dan pembayarannya, untuk melayani Anda dan untuk pembukuan.</li>"
            "<li>Bukti transfer, kalau Anda mengunggahnya. Hanya pemilik toko dan petugas yang berwenang yang "
            "bisa melihatnya.</li>"
            "<li>Persetujuan Anda: bunyi teksnya dan waktunya.</li></ul>"
            "<h2>Yang tidak kami lakukan</h2><p>Kami tidak menjual data, tidak memasang pelacak pihak ketiga, "
            "dan tidak mengirim promosi tanpa izin tersendiri. Kuki hanya dipakai untuk mengingat isi "
            "keranjang dan pilihan bahasa, dan menjaga keamanan formulir. Kami menghitung berapa kali toko dikunjungi "
            "dan lewat tautan mana, tanpa kuki dan tanpa menyimpan siapa yang berkunjung. Tab peramban Anda mengingat "
            "tautan itu sampai ditutup, dan pesanan mencatatnya.</p>"
            "<h2>Siapa yang ikut melihat</h2><p>Pengantar melihat nama, alamat, dan nomor WhatsApp untuk "
            "mengantar barang. Bank memproses transfer Anda menurut aturannya sendiri.</p>"
            "<h2>Berapa lama</h2><p>Keranjang disimpan paling lama 30 hari. Catatan penjualan kami simpan "
            "selama diwajibkan untuk pembukuan. Data lain kami hapus bila tidak lagi diperlukan atau bila Anda "
            "memintanya.</p>"
            "<h2>Hak Anda</h2><p>Menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, "
            "Anda berhak meminta salinan data, membetulkannya, menghapusnya, dan menarik persetujuan. Setelah "
            "persetujuan ditarik, kami berhenti memproses data Anda paling lambat 3 × 24 jam. Catatan yang "
            "wajib disimpan untuk pembukuan tetap ada, tetapi tidak lagi memuat jati diri Anda.</p>"
            "<h2>Kalau terjadi kebocoran</h2><p>Kami memberi tahu Anda secara tertulis paling lambat 3 × 24 "
            "jam: data apa, kapan, bagaimana terjadinya, dan apa yang kami lakukan.</p>"
            "<h2>Menghubungi kami</h2><p>Lewat WhatsApp atau surel yang tercantum di bagian bawah halaman "
            "ini.</p>",
        )
    ],
}

RETURNS = {
    "slug": "pengembalian-dan-pengaduan",
    "purpose": "returns",
    "title": "Pengembalian dan pengaduan",
    "intro": "<p>Ada yang tidak beres? Beri tahu kami. Kami bereskan, bukan mencari alasan.</p>",
    "effective_on": "2026-11-01",
    "body": [
        (
            "paragraph",
            "<h2>Kapan barang bisa ditukar atau uang kembali</h2><ul><li>Barang rusak, basi, atau lewat "
            "tanggal kedaluwarsa saat diterima.</li>"
            "<li>Barang salah, kurang, atau tidak sesuai dengan uraiannya.</li>"
            "<li>Barang tidak sampai.</li></ul>"
            "<p>Beri tahu kami paling lambat <b>2 hari kerja</b> setelah barang diterima. Cacat yang baru "
            "ketahuan kemudian tetap boleh dilaporkan; kami periksa bersama.</p>"
            "<h2>Berubah pikiran</h2><p>Perkakas yang masih utuh dan belum dipakai boleh ditukar dalam 2 hari "
            "kerja. Makanan yang segelnya sudah dibuka hanya bisa ditukar kalau ada cacatnya, demi keamanan "
            "pangan.</p>"
            "<h2>Caranya</h2><ol><li>Kirim nomor pesanan dan foto barang lewat WhatsApp.</li>"
            "<li>Kami menjawab paling lambat pada hari kerja berikutnya.</li>"
            "<li>Anda memilih: barang pengganti atau uang kembali.</li>"
            "<li>Kalau kesalahan ada pada kami, biaya antar dan ambil kami tanggung.</li></ol>"
            "<h2>Pengembalian uang</h2><p>Uang ditransfer ke rekening Anda paling lambat 3 hari kerja setelah "
            "disepakati, termasuk ongkos kirim bila seluruh pesanan dikembalikan karena kesalahan kami.</p>"
            "<h2>Pengaduan</h2><p>Belum puas dengan jawaban kami? Langkah dan batas waktunya tertulis di "
            '<a href="/tata-cara-pengaduan/">tata cara pengaduan</a>.</p>',
        )
    ],
}

COMPLAINTS = {
    "slug": "tata-cara-pengaduan",
    "purpose": "complaints",
    "title": "Tata cara pengaduan",
    "intro": "<p>Setiap keluhan kami catat, kami jawab, dan kami selesaikan dengan batas waktu yang jelas.</p>",
    "effective_on": "2026-11-01",
    "body": [
        (
            "paragraph",
            "<h2>1. Sampaikan kepada kami</h2><p>Lewat WhatsApp, surel, atau datang ke toko. Nomor, alamat surel, "
            "dan alamat toko ada di bagian bawah setiap halaman. Sertakan nomor pesanan, apa yang terjadi, foto bila "
            "ada, dan penyelesaian yang Anda inginkan.</p>"
            "<h2>2. Kami menjawab</h2><ul><li><b>Paling lambat 1 hari kerja:</b> kami memberi tahu bahwa pengaduan "
            "sudah diterima dan siapa yang mengurusnya.</li>"
            "<li><b>Paling lambat 5 hari kerja:</b> kami memberi keputusan beserta alasannya. Bila perlu waktu lebih "
            "lama, misalnya menunggu kurir, kami beri tahu sebabnya dan tanggal jawabannya.</li>"
            "<li><b>Paling lambat 3 hari kerja setelah sepakat:</b> barang pengganti kami kirim atau uang kami "
            "kembalikan.</li></ul>"
            "<h2>3. Bicara dengan pemilik</h2><p>Bila jawaban belum memuaskan, minta berbicara langsung dengan "
            "pemilik. Namanya tercantum di halaman Tentang kami.</p>"
            "<h2>4. Mengadu ke pemerintah</h2><p>Anda berhak mengadu kapan saja, tanpa menunggu jawaban kami:</p>"
            "<ul><li>Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga (Ditjen PKTN), Kementerian "
            "Perdagangan Republik Indonesia. WhatsApp 0853-1111-1010, telepon (021) 3441839, surel "
            "pengaduan.konsumen@kemendag.go.id, situs simpktn.kemendag.go.id.</li>"
            "<li>Badan Penyelesaian Sengketa Konsumen (BPSK) di kota Anda.</li></ul>"
            "<h2>Data Anda</h2><p>Isi pengaduan hanya dipakai untuk menyelesaikannya, sesuai kebijakan privasi "
            "kami.</p>",
        )
    ],
}

PAGES = [HOW_TO_BUY, TERMS, PRIVACY, RETURNS, COMPLAINTS]
